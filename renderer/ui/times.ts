/** Days and times as the reader's language and calendar have them. */
import { languageOf } from '../../words/language.ts';

const DAY_MS = 86_400_000;
/** As in addresses, links and PINs, beside which they stand. */
const DIGITS = { numberingSystem: 'latn' } as const;

export interface Times {
  /** The same text for the same day. */
  readonly dayOf: (at: number) => string;
  /** Hour and minute. */
  readonly clock: (at: number) => string;
  /** Day and time at length. */
  readonly full: (at: number) => string;
  readonly recentDay: (at: number) => 'today' | 'yesterday' | undefined;
  /** The day at length, for those that are neither today nor yesterday. */
  readonly day: (at: number) => string;
  readonly iso: (at: number) => string;
}

/** `24`: columns of equal width, as a table wants them. `own`: 4:15 PM or 16:15, as the reader is used to. */
export type Clock = '24' | 'own';

/**
 * @param today the day that is today, as {@link dayOf} has it
 * @param language of the words around the times
 * @param preferred what the reader's browser prefers: of its regional kinds of the same language, the first decides
 */
export function createTimes(
  today: string,
  language: string,
  preferred: readonly string[],
  hours: Clock,
): Times {
  const locale = preferred.find((kind) => languageOf(kind) === language) ?? language;
  const clock = new Intl.DateTimeFormat(
    locale,
    hours === '24'
      ? { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...DIGITS }
      : { timeStyle: 'short', ...DIGITS },
  );
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium', ...DIGITS });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full', ...DIGITS });
  return {
    dayOf,
    recentDay: (at) => {
      if (dayOf(at) === today) return 'today';
      return dayOf(at + DAY_MS) === today ? 'yesterday' : undefined;
    },
    clock: (at) => clock.format(at),
    full: (at) => full.format(at),
    day: (at) => day.format(at),
    iso: (at) => new Date(at).toISOString(),
  };
}

/** The day in the reader's own time. */
export function dayOf(at: number): string {
  return new Date(at).toDateString();
}
