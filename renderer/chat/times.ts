/** Days and times as the reader's language and calendar have them. */

const DAY_MS = 86_400_000;

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

/**
 * @param language of the words around the times
 * @param preferred what the reader's browser prefers: of its regional kinds of the same language, the first
 *   decides between 4:15 PM and 16:15
 */
export function createTimes(language: string, preferred: readonly string[]): Times {
  const locale = preferred.find((kind) => kind.split('-')[0] === language.split('-')[0]) ?? language;
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const dayOf = (at: number) => new Date(at).toDateString();
  return {
    dayOf,
    recentDay: (at) => {
      const now = Date.now();
      if (dayOf(at) === dayOf(now)) return 'today';
      return dayOf(at) === dayOf(now - DAY_MS) ? 'yesterday' : undefined;
    },
    clock: (at) => clock.format(at),
    full: (at) => full.format(at),
    day: (at) => day.format(at),
    iso: (at) => new Date(at).toISOString(),
  };
}
