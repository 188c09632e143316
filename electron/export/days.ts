/** Parses date ranges in whole days of this computer's time zone. */
import type { DayRange } from './exported.ts';

const HALF_A_DAY_MS = 43_200_000;

/** `days`: one of them is invalid. `backwards`: the first is after the last. */
export type DayRangeError = 'days' | 'backwards';

/** Returns the range from the first day to the last, inclusive. An empty string means no bound. */
export function rangeOf(from = '', to = ''): DayRange | DayRangeError {
  const [first, last] = [dayOf(from), dayOf(to)];
  if ((from !== '' && first === undefined) || (to !== '' && last === undefined)) return 'days';
  if (first !== undefined && last !== undefined && first > last) return 'backwards';
  return {
    ...(first !== undefined && { from: first.getTime() }),
    ...(last !== undefined && { until: nextDay(last) }),
  };
}

function dayOf(text: string): Date | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return date.getDate() === Number(day) && date.getMonth() === Number(month) - 1 ? date : undefined;
}

/** Also correct for days of 23 or 25 hours. */
function nextDay(day: Date): number {
  const next = new Date(day.getTime() + 3 * HALF_A_DAY_MS);
  next.setHours(0, 0, 0, 0);
  return next.getTime();
}
