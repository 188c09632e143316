/**
 * A room is a fold of its log: what edits, deletions and reactions make of the messages that they change. The host, the
 * guest page and the window all fold by this. Folding twice is folding once.
 */
import type { Deleted, Edited, Entry, Message, Reacted } from './model/entry.ts';
import { withReaction } from './model/reactions.ts';

export type ChangeEntry = Edited | Deleted | Reacted;

export function isChange(entry: Entry): entry is ChangeEntry {
  return entry.type === 'edited' || entry.type === 'deleted' || entry.type === 'reacted';
}

/** The message after the change; the same one if the change is in it already, or came after its end. */
export function applyChange(message: Message, change: ChangeEntry): Message {
  if (change.seq <= (message.changed ?? message.seq) || message.deleted === true) return message;
  switch (change.type) {
    case 'edited': {
      // Without those that it named before.
      const { mentions: _, ...rest } = message;
      const { text, mentions } = change;
      return { ...rest, ...(mentions && { mentions }), text, edited: true, changed: change.seq };
    }
    case 'deleted':
      return emptied(message, change.seq);
    case 'reacted':
      return { ...message, reactions: withReaction(message.reactions ?? [], change), changed: change.seq };
    default:
      return change satisfies never;
  }
}

/** Applies the changes, in any order, to what they change among these entries. The same array if nothing changes. */
export function applyChanges(entries: readonly Entry[], changes: readonly ChangeEntry[]): readonly Entry[] {
  if (changes.length === 0) return entries;
  const byTarget = new Map<number, ChangeEntry[]>();
  const deleted = new Set<number>();
  for (const change of [...changes].sort((one, other) => one.seq - other.seq)) {
    byTarget.set(change.target, [...(byTarget.get(change.target) ?? []), change]);
    if (change.type === 'deleted') deleted.add(change.target);
  }
  const changed = entries.map((entry) => {
    const own = byTarget.get(entry.seq);
    const now = entry.type === 'message' && own ? own.reduce(applyChange, entry) : entry;
    const repeated = repeatedBy(now);
    return repeated !== undefined && deleted.has(repeated) ? withoutText(now, repeated) : now;
  });
  return changed.every((entry, place) => entry === entries[place]) ? entries : changed;
}

/**
 * What is left of an entry that repeats the text of the message `deleted`, once that is deleted; any other entry is
 * itself.
 */
export function withoutText(entry: Entry, deleted: number): Entry {
  if (repeatedBy(entry) !== deleted) return entry;
  if (entry.type === 'edited') return { ...entry, text: '' };
  if (entry.type === 'message' && entry.reply) return { ...entry, reply: { ...entry.reply, text: '' } };
  return entry;
}

/** The number of the message whose text the entry repeats: an edit its own, an answer the one that it quotes. */
function repeatedBy(entry: Entry): number | undefined {
  if (entry.type === 'edited' && entry.text !== '') return entry.target;
  if (entry.type === 'message' && entry.reply && entry.reply.text !== '') return entry.reply.seq;
  return undefined;
}

function emptied({ type, room, seq, at, from, ref }: Message, changed: number): Message {
  return {
    ...{ type, room, seq, at, from, text: '', deleted: true, changed },
    ...(ref !== undefined && { ref }),
  };
}
