/**
 * A message as somebody is told of it: who gave its reactions is told of so many of them, the others are counted. Whoever
 * reads it finds themselves named, so that they can take back what they gave.
 */
import type { Entry, Message, Reaction } from '../../contract/model/entry.ts';
import { countOf } from '../../contract/model/reactions.ts';

/** Over all emoji of a message: some 10 kB. Each has the same share of it, and the reader beside. */
const REACTIONS_NAMED_MAX = 500;

/** @param reader the id of whoever reads them; left out where it is nobody who is in */
export function entriesFor(entries: readonly Entry[], reader?: string): readonly Entry[] {
  return entries.map((entry) => (entry.type === 'message' ? messageFor(entry, reader) : entry));
}

/** The same message if all are named. @param reader as in {@link entriesFor} */
export function messageFor(message: Message, reader?: string): Message {
  const { reactions = [] } = message;
  if (reactions.reduce((sum, { by }) => sum + by.length, 0) <= REACTIONS_NAMED_MAX) return message;
  const share = Math.floor(REACTIONS_NAMED_MAX / reactions.length);
  return { ...message, reactions: reactions.map((each) => withSome(each, share, reader)) };
}

function withSome(reaction: Reaction, most: number, reader: string | undefined): Reaction {
  if (reaction.by.length <= most) return reaction;
  const first = reaction.by.slice(0, most);
  const isReaderLeftOut =
    reader !== undefined && !first.includes(reader) && reaction.by.includes(reader, most);
  const by = isReaderLeftOut ? [...first, reader] : first;
  return { ...reaction, by, others: countOf(reaction) - by.length };
}
