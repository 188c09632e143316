/**
 * The part of one room's log that this page holds: in order, without a gap, each message as it reads now. It refuses
 * to know which room it is, and where the reader is in it.
 */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, Place } from '../../../contract/wire/page.ts';
import { ENTRIES_MAX } from '../../ui/log/entries.ts';
import { applyChanges, isChange, type ChangeEntry } from '../../../contract/fold.ts';

export interface Stretch {
  readonly entries: readonly Entry[];
  /** Nothing older can be read. */
  readonly first: boolean;
  /** It reaches to the end of the log: what is heard now goes on from here. */
  readonly last: boolean;
}

/** Of a room in which nothing was said. */
export const STRETCH_EMPTY: Stretch = { entries: [], first: true, last: true };

/** The first and the last sequence number; `undefined` if nothing is held. */
export function startOf({ entries }: Stretch): number | undefined {
  return entries[0]?.seq;
}
export function endOf({ entries }: Stretch): number | undefined {
  return entries[entries.length - 1]?.seq;
}

export function holds(stretch: Stretch, seq: number): boolean {
  return seq >= (startOf(stretch) ?? Infinity) && seq <= (endOf(stretch) ?? -1);
}

/** After one more entry was heard. Where one is missing before it, the stretch no longer reaches to the end. */
export function extend(stretch: Stretch, entry: Entry, keepStart: boolean): Stretch {
  const entries = isChange(entry) ? applyChanges(stretch.entries, [entry]) : stretch.entries;
  const end = endOf(stretch);
  const known = end !== undefined && entry.seq <= end;
  if (!stretch.last || known) return entries === stretch.entries ? stretch : { ...stretch, entries };
  if (end !== undefined && entry.seq > end + 1) return { ...stretch, entries, last: false };
  return bound({ ...stretch, entries: [...entries, entry] }, keepStart);
}

/**
 * With a page of the same log: as one if nothing is missing between them, otherwise the page instead.
 * @param late changes that were heard while the page was on its way, and may not be in it
 * @param place that was asked for; numbers between it and the page are of entries that are kept no more
 */
export function addPage(
  held: Stretch | undefined,
  page: Page,
  late: readonly ChangeEntry[] = [],
  place?: Place,
): Stretch {
  const entries = applyChanges(page.entries, late);
  const fresh: Stretch = { entries, first: page.first, last: page.last };
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
function isAskedFrom(place: Place | undefined, start: number, end: number): boolean {
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
export function bound(stretch: Stretch, keepStart: boolean): Stretch {
  const { entries } = stretch;
  if (entries.length <= ENTRIES_MAX) return stretch;
  return keepStart
    ? { ...stretch, entries: entries.slice(0, ENTRIES_MAX), last: false }
    : { ...stretch, entries: entries.slice(-ENTRIES_MAX), first: false };
}
