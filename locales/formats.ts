/**
 * Numbers, lists, times and the order of names as a language has them. Where the browser or the system knows no such
 * language, or has nothing for languages at all, they are written plainly; nothing here throws.
 */
import { languageOf } from './language.ts';

export interface NumberFormat {
  readonly format: (value: number) => string;
}

export interface ListFormat {
  readonly format: (list: readonly string[]) => string;
  readonly formatToParts: (list: readonly string[]) => readonly ListPart[];
}

export interface ListPart {
  readonly type: 'element' | 'literal';
  readonly value: string;
}

export interface TimeFormat {
  /** @param at milliseconds since 1970 */
  readonly format: (at: number) => string;
  /** Its day has two halves. */
  readonly halves: boolean;
}

/** As in addresses, links and PINs, beside which numbers and times stand; engines differ in what Arabic has. */
const DIGITS = { numberingSystem: 'latn' } as const;

/** @param language BCP 47 */
export function numberFormat(language: string, options: Intl.NumberFormatOptions = {}): NumberFormat {
  return attempt(
    () => new Intl.NumberFormat(language, { ...DIGITS, ...options }),
    () => ({ format: (value) => `${value}${options.unit === undefined ? '' : ` ${options.unit}`}` }),
  );
}

/** @param language BCP 47 */
export function listFormat(language: string): ListFormat {
  return attempt<ListFormat>(
    () => new Intl.ListFormat(language),
    () => ({ format: (list) => list.join(', '), formatToParts: plainParts }),
  );
}

/** @param locale BCP 47 */
export function timeFormat(locale: string, options: Intl.DateTimeFormatOptions): TimeFormat {
  return attempt(
    () => {
      const format = new Intl.DateTimeFormat(locale, { ...DIGITS, ...options });
      const halves = format.resolvedOptions().hour12 === true;
      return { format: (at: number) => format.format(at), halves };
    },
    () => ({ format: (at) => plainTime(new Date(at), options), halves: false }),
  );
}

/** @param language BCP 47 */
export function orderOf(
  language: string,
  options: Intl.CollatorOptions = {},
): (one: string, other: string) => number {
  return attempt(
    () => new Intl.Collator(language, options).compare,
    () => (one, other) => (one < other ? -1 : Number(one > other)),
  );
}

/**
 * The regional kind of a language that a reader prefers: the first decides.
 * @param preferred BCP 47, or what a browser or a system has in its place: `en_US`, `de_DE.UTF-8`, `en-US@posix`, `C`
 */
export function regionalTag(language: string, preferred: readonly string[]): string {
  for (const tag of preferred) {
    if (languageOf(tag) !== language) continue;
    const [canonical] = attempt(
      () => Intl.getCanonicalLocales(tag.replace(/[.@].*$/, '').replaceAll('_', '-')),
      () => [],
    );
    if (canonical !== undefined) return canonical;
  }
  return language;
}

/** Intl throws at a language that is none, and in the odd browser is not there. */
function attempt<T>(make: () => T, otherwise: () => T): T {
  try {
    return make();
  } catch {
    return otherwise();
  }
}

function plainParts(list: readonly string[]): readonly ListPart[] {
  return list.flatMap((value, place): ListPart[] =>
    place === 0
      ? [{ type: 'element', value }]
      : [
          { type: 'literal', value: ', ' },
          { type: 'element', value },
        ],
  );
}

function plainTime(at: Date, { dateStyle, timeStyle, hour }: Intl.DateTimeFormatOptions): string {
  const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  const clock = [at.getHours(), at.getMinutes(), ...(timeStyle === 'short' ? [] : [at.getSeconds()])];
  const time = clock.map(two).join(':');
  return [...(dateStyle ? [day] : []), ...((timeStyle ?? hour) ? [time] : [])].join(' ');
}

function two(count: number): string {
  return String(count).padStart(2, '0');
}
