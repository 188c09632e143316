/**
 * What a change makes of the message that it changes, wherever that is kept. Folding twice is folding once. It
 * refuses to know who may change what.
 */
import type { Deleted, Edited, Entry, Message, Reacted } from '../../contract/entry.ts';
import { withReaction } from '../../contract/reactions.ts';

export type Change = Edited | Deleted | Reacted;

export function isChange(entry: Entry): entry is Change {
  return entry.type === 'edited' || entry.type === 'deleted' || entry.type === 'reacted';
}

/** The message after the change; the same one if the change is in it already, or came after its end. */
export function applyChange(message: Message, change: Change): Message {
  if (change.seq <= (message.changed ?? message.seq) || message.deleted === true) return message;
  switch (change.type) {
    case 'edited': {
      const { text, mentions = [] } = change;
      // Without those that it named before.
      return { ...message, text, mentions, edited: true, changed: change.seq };
    }
    case 'deleted':
      return emptied(message, change.seq);
    case 'reacted':
      return { ...message, reactions: withReaction(message.reactions ?? [], change), changed: change.seq };
    default:
      return change satisfies never;
  }
}

/** What is left of an entry once the message that it tells of was deleted. */
export function withoutText(entry: Entry, deleted: number): Entry {
  if (entry.type === 'edited' && entry.target === deleted) return { ...entry, text: '' };
  if (entry.type === 'message' && entry.reply?.seq === deleted) {
    return { ...entry, reply: { ...entry.reply, text: '' } };
  }
  return entry;
}

function emptied({ type, room, seq, at, from, ref }: Message, changed: number): Message {
  return {
    ...{ type, room, seq, at, from, text: '', deleted: true, changed },
    ...(ref !== undefined && { ref }),
  };
}
