/** Formats dates and times for the reader's language and region. */
import { regionalTag, timeFormat } from '../../../locales/formats.ts';

const DAY_MS = 86_400_000;

export interface Times {
  /** A key that is equal for times on the same day. */
  readonly dayOf: (at: number) => string;
  /** Hour and minute in the reader's format: 4:15 PM or 16:15. */
  readonly clock: (at: number) => string;
  /** With seconds and milliseconds. */
  readonly exact: (at: number) => string;
  /** The locale uses a 12-hour clock, which makes times longer. */
  readonly halves: boolean;
  /** Full date and time. */
  readonly full: (at: number) => string;
  readonly recentDay: (at: number) => 'today' | 'yesterday' | undefined;
  /** The full date, for days other than today and yesterday. */
  readonly day: (at: number) => string;
  readonly iso: (at: number) => string;
}

/**
 * @param today the current day, as {@link dayOf} returns it
 * @param language of the surrounding text, BCP 47
 * @param preferred the browser's languages; the first regional variant of `language` sets the format
 */
export function createTimes(today: string, language: string, preferred: readonly string[]): Times {
  const locale = regionalTag(language, preferred);
  const clock = timeFormat(locale, { timeStyle: 'short' });
  const exact = timeFormat(locale, {
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
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

/** The day in local time. */
export function dayOf(at: number): string {
  return new Date(at).toDateString();
}
