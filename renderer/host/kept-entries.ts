/** The part of the room's log that the window keeps in memory. It refuses to know how lines look. */
import type { Entry } from '../../contract/wire.ts';

/** More than this is for the history, not for a window. */
export const ENTRIES_KEPT_MAX = 5_000;

/**
 * The kept entries and a batch, as one log in order, cut to the newest {@link ENTRIES_KEPT_MAX}.
 * What is in both is there once. A batch out of another log (the host began a new one) replaces all.
 */
export function keepEntries(kept: readonly Entry[], batch: readonly Entry[]): readonly Entry[] {
  const last = kept.at(-1);
  const first = batch[0];
  if (first === undefined) return kept;
  if (last === undefined || first.seq > last.seq) return newest([...kept, ...batch]);
  if (isAnotherLog(kept, last, batch)) return newest([...batch]);
  const bySeq = new Map([...kept, ...batch].map((entry) => [entry.seq, entry]));
  return newest([...bySeq.values()].sort((a, b) => a.seq - b.seq));
}

/** Along one log the time never goes back, and one place has one time. */
function isAnotherLog(kept: readonly Entry[], last: Entry, batch: readonly Entry[]): boolean {
  const times = new Map(kept.map((entry) => [entry.seq, entry.at]));
  return batch.some((entry) => {
    const at = times.get(entry.seq);
    if (at !== undefined) return at !== entry.at;
    return entry.seq < last.seq && entry.at > last.at;
  });
}

function newest(entries: readonly Entry[]): readonly Entry[] {
  return entries.length > ENTRIES_KEPT_MAX ? entries.slice(-ENTRIES_KEPT_MAX) : entries;
}
