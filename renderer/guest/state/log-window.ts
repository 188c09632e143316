/** The loaded part of a room's log: in order, without gaps, with all changes applied. */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import { ENTRIES_MAX } from '../../ui/log/entries.ts';
import { applyChanges, isChange, type ChangeEntry } from '../../../contract/fold.ts';

export interface LogWindow {
  readonly entries: readonly Entry[];
  /** The window starts at the oldest entry. */
  readonly first: boolean;
  /** The window ends at the newest entry, so incoming entries extend it. */
  readonly last: boolean;
}

/** For an empty room. */
export const LOG_WINDOW_EMPTY: LogWindow = { entries: [], first: true, last: true };

/** The first sequence number; `undefined` if the window is empty. */
export function startOf({ entries }: LogWindow): number | undefined {
  return entries[0]?.seq;
}
export function endOf({ entries }: LogWindow): number | undefined {
  return entries[entries.length - 1]?.seq;
}

export function holds(logWindow: LogWindow, seq: number): boolean {
  return seq >= (startOf(logWindow) ?? Infinity) && seq <= (endOf(logWindow) ?? -1);
}

/** Adds an incoming entry. If an entry before it is missing, the window no longer reaches the end. */
export function extend(logWindow: LogWindow, entry: Entry, keepStart: boolean): LogWindow {
  const entries = isChange(entry) ? applyChanges(logWindow.entries, [entry]) : logWindow.entries;
  const end = endOf(logWindow);
  const known = end !== undefined && entry.seq <= end;
  if (!logWindow.last || known) return entries === logWindow.entries ? logWindow : { ...logWindow, entries };
  if (end !== undefined && entry.seq > end + 1) return { ...logWindow, entries, last: false };
  return bound({ ...logWindow, entries: [...entries, entry] }, keepStart);
}

/**
 * Merges a page of the same log if nothing is missing between them; otherwise the page replaces the window.
 *
 * @param late changes received while the page was requested, which it may not include
 * @param place the requested position; numbers between it and the page belong to deleted entries
 */
export function addPage(
  current: LogWindow | undefined,
  page: Page,
  late: readonly ChangeEntry[] = [],
  place?: ReadPosition,
): LogWindow {
  const entries = applyChanges(page.entries, late);
  const fresh: LogWindow = { entries, first: page.first, last: page.last };
  const [start, end] = [startOf(fresh), endOf(fresh)];
  if (current === undefined || current.entries.length === 0) return fresh;
  if (start === undefined || end === undefined) return current;
  const [currentStart, currentEnd] = [startOf(current) ?? 0, endOf(current) ?? 0];
  const touches = start <= currentEnd + 1 && end >= currentStart - 1;
  if (!touches && !isRequestedFrom(place, currentStart, currentEnd)) return fresh;
  const merged = merge(current.entries, entries);
  const first = (start <= currentStart && page.first) || (currentStart <= start && current.first);
  const last = (end >= currentEnd && page.last) || (currentEnd >= end && current.last);
  return { entries: merged, first, last };
}

/** A page requested from either edge of the window is complete up to that edge. */
function isRequestedFrom(place: ReadPosition | undefined, start: number, end: number): boolean {
  if (place === undefined) return false;
  return ('before' in place && place.before === start) || ('after' in place && place.after === end);
}

/** Of two versions of a message, the one changed last wins. */
function merge(current: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const bySeq = new Map(page.map((entry) => [entry.seq, entry]));
  for (const entry of current) {
    const other = bySeq.get(entry.seq);
    if (other === undefined || changedAt(entry) >= changedAt(other)) bySeq.set(entry.seq, entry);
  }
  const all = [...bySeq.values()].sort((one, other) => one.seq - other.seq);
  return applyChanges(all, all.filter(isChange));
}

function changedAt(entry: Entry): number {
  return (entry.type === 'message' ? entry.changed : undefined) ?? entry.seq;
}

/** Drops entries beyond the limit at one end; they can be read again. */
export function bound(logWindow: LogWindow, keepStart: boolean): LogWindow {
  const { entries } = logWindow;
  if (entries.length <= ENTRIES_MAX) return logWindow;
  return keepStart
    ? { ...logWindow, entries: entries.slice(0, ENTRIES_MAX), last: false }
    : { ...logWindow, entries: entries.slice(-ENTRIES_MAX), first: false };
}
