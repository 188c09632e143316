/** The part of the room's log that the window keeps in memory. It refuses to know how lines look. */
import type { Entry } from '../../contract/wire.ts';
import { mergeEntries } from '../ui/entries.ts';

/** The kept entries and a batch, as one. A batch out of another log (the host began a new one) replaces all. */
export function keepEntries(kept: readonly Entry[], batch: readonly Entry[]): readonly Entry[] {
  const last = kept.at(-1);
  const another = last !== undefined && isAnotherLog(kept, last, batch);
  return mergeEntries(another ? [] : kept, batch);
}

/** Along one log the time never goes back, and one place has one time. */
function isAnotherLog(kept: readonly Entry[], last: Entry, batch: readonly Entry[]): boolean {
  if ((batch[0]?.seq ?? Infinity) > last.seq) return false;
  const times = new Map(kept.map((entry) => [entry.seq, entry.at]));
  return batch.some((entry) => {
    const at = times.get(entry.seq);
    if (at !== undefined) return at !== entry.at;
    return entry.seq < last.seq && entry.at > last.at;
  });
}
