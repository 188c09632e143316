/** What was said, room by room, as far as the window keeps it in memory. It refuses to know how lines look. */
import type { LeftOut } from '../../../contract/ipc/entry-batch.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { applyChanges, isChange } from '../../../contract/fold.ts';
import { mergeEntries } from '../../ui/log/entries.ts';

/** Room → its entries in order, each message as it reads now. */
export type RoomLogs = ReadonlyMap<string, readonly Entry[]>;

/** Room → the sequence number of a message in it. */
export type SeqByRoom = ReadonlyMap<string, number>;

/** The kept entries and a batch, as one; a room of which the batch says nothing keeps its very list. */
export function keepEntries(logs: RoomLogs, batch: readonly Entry[]): RoomLogs {
  if (batch.length === 0) return logs;
  const kept = new Map(logs);
  for (const room of new Set(batch.map((entry) => entry.room))) {
    const page = batch.filter((entry) => entry.room === room);
    kept.set(room, keep(logs.get(room) ?? [], page));
  }
  return kept;
}

/** Without these rooms: what is held of one has no gap, and is read again. */
export function leaveOut(logs: RoomLogs, rooms: ReadonlySet<string>): RoomLogs {
  return rooms.size === 0 ? logs : new Map([...logs].filter(([room]) => !rooms.has(room)));
}

/** Of all rooms, as it was said; those of one room in their order, which a clock that was wrong does not change. */
export function inOrder(logs: RoomLogs): readonly Entry[] {
  return [...logs.values()]
    .flatMap(placed)
    .sort((one, other) => one.at - other.at)
    .map(({ entry }) => entry);
}

/** Each of a room with the earliest time from there on: what was said while the clock was ahead comes no later for it. */
function placed(entries: readonly Entry[]): readonly { readonly entry: Entry; readonly at: number }[] {
  let at = Infinity;
  return entries
    .toReversed()
    .map((entry) => {
      at = Math.min(at, entry.at);
      return { entry, at };
    })
    .toReversed();
}

/** Without what was said before a time. What came after something newer is newer too. */
export function dropBefore(logs: RoomLogs, at: number): RoomLogs {
  return new Map([...logs].map(([room, entries]) => [room, since(entries, at)]));
}

function since(entries: readonly Entry[], at: number): readonly Entry[] {
  const first = entries.findIndex((entry) => entry.at >= at);
  return first === -1 ? [] : entries.slice(first);
}

/** What is older is read again when somebody scrolls back to it. */
const HELD_MAX = 1_000;

/** So many of those who said something are remembered. */
const AUTHORS_MAX = 500;

/** By id; the very map if nobody in it is another now. */
export function noteAuthors(
  authors: ReadonlyMap<string, Person>,
  batch: readonly Entry[],
): ReadonlyMap<string, Person> {
  const spoke = batch.flatMap((entry) => (entry.type === 'message' ? [entry.from] : []));
  const fresh = spoke.filter(({ id, name }) => authors.get(id)?.name !== name);
  if (fresh.length === 0) return authors;
  const all = [...authors, ...fresh.map((person) => [person.id, person] as const)];
  return new Map(all.slice(-AUTHORS_MAX));
}

/** For each room the last message of somebody else: the host knows what the host said. */
export function noteNews(news: SeqByRoom, batch: readonly Entry[]): SeqByRoom {
  const heard = batch.filter((entry) => entry.type === 'message' && entry.from.via !== 'console');
  if (heard.length === 0) return news;
  return new Map([...news, ...heard.map(({ room, seq }) => [room, seq] as const)]);
}

/** The same for what the window was not told. */
export function noteLeftOut(news: SeqByRoom, left: readonly LeftOut[]): SeqByRoom {
  const heard = left.flatMap(({ room, news: seq }) => (seq === undefined ? [] : [[room, seq] as const]));
  return heard.length === 0 ? news : new Map([...news, ...heard]);
}

function keep(before: readonly Entry[], page: readonly Entry[]): readonly Entry[] {
  const held = before.slice(-HELD_MAX);
  const merged = mergeEntries(held, page);
  const follows = (held.at(-1)?.seq ?? 0) < (page[0]?.seq ?? 0);
  // Most of what comes changes nothing, and quotes nothing that may have been deleted meanwhile.
  const plain = follows && page.every((entry) => !isChange(entry) && !('reply' in entry));
  return plain ? merged : applyChanges(merged, merged.filter(isChange));
}
