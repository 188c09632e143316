/**
 * The part of the room's log that this page holds: each sequence number once, in order. Adding is idempotent,
 * since pages overlap after a reconnect. It refuses to know what an entry means.
 */
import type { Entry } from '../../contract/wire.ts';

/** Older entries are let go, so that a page that stays open for weeks does not grow. */
export const ENTRIES_MAX = 5_000;

/** The same array if the entry is known already, or older than all that is held. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = entries[entries.length - 1];
  if (last === undefined || entry.seq > last.seq) return newest([...entries, entry]);
  const first = entries[0];
  if (first === undefined || entry.seq < first.seq) return entries;
  const place = entries.findIndex(({ seq }) => seq >= entry.seq);
  if (entries[place]?.seq === entry.seq) return entries;
  return newest([...entries.slice(0, place), entry, ...entries.slice(place)]);
}

/** A page of the log and what is held, as one. */
export function addPage(entries: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const bySeq = new Map([...page, ...entries].map((entry) => [entry.seq, entry]));
  return newest([...bySeq.values()].sort((one, other) => one.seq - other.seq));
}

/** Whether nothing is missing between what is held and the page. */
export function followsOn(entries: readonly Entry[], page: readonly Entry[]): boolean {
  const start = page[0]?.seq;
  return start === undefined || start <= contiguousEnd(entries) + 1;
}

/** Up to where nothing is missing: what to resume after. 0 if nothing is held. */
export function contiguousEnd(entries: readonly Entry[]): number {
  const first = entries[0];
  if (first === undefined) return 0;
  const hole = entries.findIndex(({ seq }, index) => seq !== first.seq + index);
  const end = hole === -1 ? entries[entries.length - 1] : entries[hole - 1];
  return end?.seq ?? 0;
}

function newest(entries: readonly Entry[]): readonly Entry[] {
  return entries.length > ENTRIES_MAX ? entries.slice(-ENTRIES_MAX) : entries;
}
