/**
 * The part of one room's log that this page holds: in order, without a gap, each message as it reads now. It refuses
 * to know which room it is, and where the reader is in it.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import { ENTRIES_MAX } from '../../ui/log/entries.ts';
import { applyChanges, isChange, type ChangeEntry } from '../../../contract/fold.ts';

export interface LogWindow {
  readonly entries: readonly Entry[];
  /** Nothing older can be read. */
  readonly first: boolean;
  /** It reaches to the end of the log: what is heard now goes on from here. */
  readonly last: boolean;
}

/** Of a room in which nothing was said. */
export const LOG_WINDOW_EMPTY: LogWindow = { entries: [], first: true, last: true };

/** The first and the last sequence number; `undefined` if nothing is held. */
export function startOf({ entries }: LogWindow): number | undefined {
  return entries[0]?.seq;
}
export function endOf({ entries }: LogWindow): number | undefined {
  return entries[entries.length - 1]?.seq;
}

export function holds(logWindow: LogWindow, seq: number): boolean {
  return seq >= (startOf(logWindow) ?? Infinity) && seq <= (endOf(logWindow) ?? -1);
}

/** After one more entry was heard. Where one is missing before it, the stretch no longer reaches to the end. */
export function extend(logWindow: LogWindow, entry: Entry, keepStart: boolean): LogWindow {
  const entries = isChange(entry) ? applyChanges(logWindow.entries, [entry]) : logWindow.entries;
  const end = endOf(logWindow);
  const known = end !== undefined && entry.seq <= end;
  if (!logWindow.last || known) return entries === logWindow.entries ? logWindow : { ...logWindow, entries };
  if (end !== undefined && entry.seq > end + 1) return { ...logWindow, entries, last: false };
  return bound({ ...logWindow, entries: [...entries, entry] }, keepStart);
}

/**
 * With a page of the same log: as one if nothing is missing between them, otherwise the page instead.
 * @param late changes that were heard while the page was on its way, and may not be in it
 * @param place that was asked for; numbers between it and the page are of entries that are kept no more
 */
export function addPage(
  held: LogWindow | undefined,
  page: Page,
  late: readonly ChangeEntry[] = [],
  place?: ReadPosition,
): LogWindow {
  const entries = applyChanges(page.entries, late);
  const fresh: LogWindow = { entries, first: page.first, last: page.last };
  const [start, end] = [startOf(fresh), endOf(fresh)];
  if (held === undefined || held.entries.length === 0) return fresh;
  if (start === undefined || end === undefined) return held;
  const [heldStart, heldEnd] = [startOf(held) ?? 0, endOf(held) ?? 0];
  const touches = start <= heldEnd + 1 && end >= heldStart - 1;
  if (!touches && !isAskedFrom(place, heldStart, heldEnd)) return fresh;
  const merged = merge(held.entries, entries);
  const first = (start <= heldStart && page.first) || (heldStart <= start && held.first);
  const last = (end >= heldEnd && page.last) || (heldEnd >= end && held.last);
  return { entries: merged, first, last };
}

/** A page that was asked for from the start or the end of what is held has all that is kept from there. */
function isAskedFrom(place: ReadPosition | undefined, start: number, end: number): boolean {
  if (place === undefined) return false;
  return ('before' in place && place.before === start) || ('after' in place && place.after === end);
}

/** Where both have a message, the one that was changed last counts. */
function merge(held: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const bySeq = new Map(page.map((entry) => [entry.seq, entry]));
  for (const entry of held) {
    const other = bySeq.get(entry.seq);
    if (other === undefined || changedAt(entry) >= changedAt(other)) bySeq.set(entry.seq, entry);
  }
  const all = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  return applyChanges(all, all.filter(isChange));
}

function changedAt(entry: Entry): number {
  return (entry.type === 'message' ? entry.changed : undefined) ?? entry.seq;
}

/** No more than a page can hold; what is let go at an end can be read again. */
export function bound(logWindow: LogWindow, keepStart: boolean): LogWindow {
  const { entries } = logWindow;
  if (entries.length <= ENTRIES_MAX) return logWindow;
  return keepStart
    ? { ...logWindow, entries: entries.slice(0, ENTRIES_MAX), last: false }
    : { ...logWindow, entries: entries.slice(-ENTRIES_MAX), first: false };
}
