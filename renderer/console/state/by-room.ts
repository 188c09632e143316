/** Entries of several rooms, each with its own count of places. Pure: it refuses to know who shows them. */
import type { Entry } from '../../../contract/model/entry.ts';
import { applyChanges, type ChangeEntry } from '../../../contract/fold.ts';

/** Changes name what they change by its place in the same room. */
export function applyByRoom(entries: readonly Entry[], changes: readonly ChangeEntry[]): readonly Entry[] {
  if (changes.length === 0) return entries;
  let changed = entries;
  for (const room of new Set(changes.map((change) => change.room))) {
    const own = changed.filter((entry) => entry.room === room);
    const now = applyChanges(
      own,
      changes.filter((change) => change.room === room),
    );
    if (now === own) continue;
    const rest = now.values();
    changed = changed.map((entry) => (entry.room === room ? (rest.next().value ?? entry) : entry));
  }
  return changed;
}

/** What comes after what is held, each room by its own count. */
export function newerThan(held: readonly Entry[], entries: readonly Entry[]): readonly Entry[] {
  const last = new Map<string, number>();
  for (const { room, seq } of held) last.set(room, Math.max(seq, last.get(room) ?? seq));
  return entries.filter(({ room, seq }) => seq > (last.get(room) ?? -Infinity));
}
