/**
 * What is added to the part of the room's log that this page holds, and where nothing is missing in it. Adding is
 * idempotent, since pages overlap after a reconnect. It refuses to know what an entry means.
 */
import type { Entry } from '../../contract/entry.ts';
import { newestEntries } from '../ui/entries.ts';

/** The same array if the entry is known already, or older than all that is held. */
export function addEntry(entries: readonly Entry[], entry: Entry): readonly Entry[] {
  const last = entries[entries.length - 1];
  if (last === undefined || entry.seq > last.seq) return newestEntries([...entries, entry]);
  const first = entries[0];
  if (first === undefined || entry.seq < first.seq) return entries;
  const place = entries.findIndex(({ seq }) => seq >= entry.seq);
  if (entries[place]?.seq === entry.seq) return entries;
  return newestEntries([...entries.slice(0, place), entry, ...entries.slice(place)]);
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
