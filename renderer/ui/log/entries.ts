/** Merges a room's entries by sequence number, up to the limit of a page. */
import type { Entry } from '../../../contract/model/entry.ts';

/** Older entries are dropped, so that a page that stays open for weeks does not grow. */
export const ENTRIES_MAX = 5_000;

/** Merges loaded entries with a page of the same log. Of entries in both, the loaded one wins. */
export function mergeEntries(loaded: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const first = page[0];
  const last = loaded[loaded.length - 1];
  if (first === undefined) return loaded;
  if (last === undefined || first.seq > last.seq) return newestEntries([...loaded, ...page]);
  const bySeq = new Map([...page, ...loaded].map((entry) => [entry.seq, entry]));
  return newestEntries([...bySeq.values()].sort((one, other) => one.seq - other.seq));
}

export function newestEntries(entries: readonly Entry[]): readonly Entry[] {
  return entries.length > ENTRIES_MAX ? entries.slice(-ENTRIES_MAX) : entries;
}
