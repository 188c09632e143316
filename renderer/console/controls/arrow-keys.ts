/** Moves by arrow keys in a row or a column. */

/** The index to move to; `undefined` if the key does not move. */
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
