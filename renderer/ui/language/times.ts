/** Days and times as the reader's language and calendar have them. */
import { regionalTag, timeFormat } from '../../../locales/formats.ts';

const DAY_MS = 86_400_000;

export interface Times {
  /** The same text for the same day. */
  readonly dayOf: (at: number) => string;
  /** Hour and minute, as the reader is used to: 4:15 PM or 16:15. */
  readonly clock: (at: number) => string;
  /** With seconds and their thousandths. */
  readonly exact: (at: number) => string;
  /** The day has two halves here, and times are longer for it. */
  readonly halves: boolean;
  /** Day and time at length. */
  readonly full: (at: number) => string;
  readonly recentDay: (at: number) => 'today' | 'yesterday' | undefined;
  /** The day at length, for those that are neither today nor yesterday. */
  readonly day: (at: number) => string;
  readonly iso: (at: number) => string;
}

/**
 * @param today the day that is today, as {@link dayOf} has it
 * @param language of the words around the times
 * @param preferred what the reader's browser prefers: of its regional kinds of the same language, the first decides
 */
export function createTimes(today: string, language: string, preferred: readonly string[]): Times {
  const locale = regionalTag(language, preferred);
  const clock = timeFormat(locale, { timeStyle: 'short' });
  const exact = timeFormat(locale, {
    ...{ hour: 'numeric', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 },
  });
  const full = timeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
  const day = timeFormat(locale, { dateStyle: 'full' });
  return {
    dayOf,
    recentDay: (at) => {
      if (dayOf(at) === today) return 'today';
      return dayOf(at + DAY_MS) === today ? 'yesterday' : undefined;
    },
    clock: (at) => clock.format(at),
    exact: (at) => exact.format(at),
    halves: clock.halves,
    full: (at) => full.format(at),
    day: (at) => day.format(at),
    iso: (at) => new Date(at).toISOString(),
  };
}

/** The day in the reader's own time. */
export function dayOf(at: number): string {
  return new Date(at).toDateString();
}
