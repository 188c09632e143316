/** The names of files as people read them: where they may be cut, and what kind of file the ending says. */

export interface NameParts {
  readonly start: string;
  /** Never cut: it has the ending. */
  readonly end: string;
}

const END_LENGTH = 10;
const KIND_LENGTH_MAX = 5;

/** Short names are all end. */
export function splitName(name: string): NameParts {
  const letters = Array.from(name);
  if (letters.length <= END_LENGTH) return { start: '', end: name };
  return { start: letters.slice(0, -END_LENGTH).join(''), end: letters.slice(-END_LENGTH).join('') };
}

/** Such as PDF; `undefined` where the ending says nothing. */
export function kindOf(name: string): string | undefined {
  const kind = /\.([a-z\d]+)$/i.exec(name)?.[1];
  return kind === undefined || kind.length > KIND_LENGTH_MAX ? undefined : kind.toUpperCase();
}

/** A date and time that may stand in a name on every system, in the person's own time: 2026-11-24 13.20.05. */
export function timeInName(date: Date): string {
  const two = (count: number) => `${count}`.padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.')}`;
}
