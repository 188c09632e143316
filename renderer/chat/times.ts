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

export function createTimes(language: string): Times {
  const clock = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
  const full = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
  const day = new Intl.DateTimeFormat(language, { dateStyle: 'full' });
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
