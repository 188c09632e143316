/** Which of the kept entries are on the page: the newest, or all since a place that somebody reads. */
import type { Entry } from '../../contract/wire.ts';

/** So many are drawn at once; the rest waits behind “show earlier”. */
export const ENTRIES_SHOWN = 300;

/** @param from the first place to show; `undefined` follows the newest. */
export function shownEntries(entries: readonly Entry[], from: number | undefined): readonly Entry[] {
  if (from === undefined) return entries.slice(-ENTRIES_SHOWN);
  const start = entries.findIndex((entry) => entry.seq >= from);
  return start < 0 ? entries.slice(-ENTRIES_SHOWN) : entries.slice(start);
}

/** The place from which to show when one more page of earlier entries is wanted. */
export function earlierThan(entries: readonly Entry[], shown: readonly Entry[]): number | undefined {
  return entries.at(Math.max(0, entries.length - shown.length - ENTRIES_SHOWN))?.seq;
}

/** How many messages came in after a place. */
export function countUnread(entries: readonly Entry[], read: number): number {
  return entries.filter((entry) => entry.type === 'message' && entry.seq > read).length;
}
