/**
 * What edits, deletions and reactions make of the messages that they change. Folding twice is folding once, and a
 * change that a message has in it already changes nothing. It refuses to know who may change what.
 */
import type { Deleted, Edited, Entry, Message, Reacted } from '../../contract/entry.ts';
import { withReaction } from '../../contract/reactions.ts';

export type Change = Edited | Deleted | Reacted;

export function isChange(entry: Entry): entry is Change {
  return entry.type === 'edited' || entry.type === 'deleted' || entry.type === 'reacted';
}

/** The same array if nothing in it is changed. */
export function applyChanges(entries: readonly Entry[], changes: readonly Change[]): readonly Entry[] {
  if (changes.length === 0) return entries;
  const inOrder = [...changes].sort((one, other) => one.seq - other.seq);
  const byTarget = new Map<number, Change[]>();
  for (const change of inOrder) byTarget.set(change.target, [...(byTarget.get(change.target) ?? []), change]);
  const deleted = new Set(inOrder.flatMap(({ type, target }) => (type === 'deleted' ? [target] : [])));
  const changed = entries.map((entry) => {
    const own = entry.type === 'message' ? (byTarget.get(entry.seq) ?? []) : [];
    return withoutText(own.reduce(applyChange, entry), deleted);
  });
  return changed.every((entry, place) => entry === entries[place]) ? entries : changed;
}

function applyChange(message: Entry, change: Change): Entry {
  if (message.type !== 'message' || message.deleted === true) return message;
  if (change.seq <= (message.changed ?? message.seq)) return message;
  switch (change.type) {
    case 'edited': {
      const { mentions: _, ...rest } = message;
      const mentions = change.mentions === undefined ? {} : { mentions: change.mentions };
      return { ...rest, ...mentions, text: change.text, edited: true, changed: change.seq };
    }
    case 'deleted':
      return emptied(message, change.seq);
    case 'reacted':
      return { ...message, reactions: withReaction(message.reactions ?? [], change), changed: change.seq };
  }
}

/** Whatever repeats a deleted text is emptied too. */
function withoutText(entry: Entry, deleted: ReadonlySet<number>): Entry {
  if (entry.type === 'edited' && entry.text !== '' && deleted.has(entry.target))
    return { ...entry, text: '' };
  if (entry.type !== 'message' || entry.reply === undefined) return entry;
  if (entry.reply.text === '' || !deleted.has(entry.reply.seq)) return entry;
  return { ...entry, reply: { ...entry.reply, text: '' } };
}

function emptied({ type, room, seq, at, from, ref }: Message, changed: number): Message {
  const left = { type, room, seq, at, from, text: '', deleted: true, changed } as const;
  return ref === undefined ? left : { ...left, ref };
}
