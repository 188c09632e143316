/** Where the arrow keys lead in a row or a column of things. It refuses to know what things. */

/** The place to go to; `undefined` where the key leads nowhere. */
export function nextPlace(key: string, place: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowLeft':
    case 'ArrowUp':
      return place > 0 ? place - 1 : undefined;
    case 'ArrowRight':
    case 'ArrowDown':
      return place < count - 1 ? place + 1 : undefined;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
