/** Splits file names for display. */

export interface NameParts {
  readonly start: string;
  /** Never truncated; includes the extension. */
  readonly end: string;
}

const END_LENGTH = 10;
const KIND_LENGTH_MAX = 5;

/** Short names have an empty start. */
export function splitName(name: string): NameParts {
  const letters = Array.from(name);
  if (letters.length <= END_LENGTH) return { start: '', end: name };
  return { start: letters.slice(0, -END_LENGTH).join(''), end: letters.slice(-END_LENGTH).join('') };
}

/** The extension in capitals, such as PDF; `undefined` if there is none. */
export function kindOf(name: string): string | undefined {
  const kind = /\.([a-z\d]+)$/i.exec(name)?.[1];
  return kind === undefined || kind.length > KIND_LENGTH_MAX ? undefined : kind.toUpperCase();
}

/** The local date and time in a form that every file system allows: 2026-11-24 13.20.05. */
export function timeInName(date: Date): string {
  const two = (count: number) => `${count}`.padStart(2, '0');
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${[date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join('.')}`;
}
