/** What came into a room and was not seen yet: how much, and how much of it is meant for the person. */
import type { Entry, Message } from '../../../contract/model/entry.ts';

export interface Unread {
  /** What is not read has been counted up to here. */
  readonly counted: number;
  readonly unread: number;
  /** How many of the unread name the person, or answer them. */
  readonly mentions: number;
}

/** With what came since, however often it is told: only what others said is news. */
export function countNews<View extends Unread>(view: View, entries: readonly Entry[], you: string): View {
  const last = entries[entries.length - 1]?.seq ?? 0;
  if (last <= view.counted) return view;
  const news = entries.filter(
    (entry): entry is Message =>
      entry.type === 'message' && entry.seq > view.counted && entry.from.id !== you && !entry.deleted,
  );
  return {
    ...view,
    counted: last,
    unread: view.unread + news.length,
    mentions: view.mentions + news.filter((message) => isFor(message, you)).length,
  };
}

function isFor({ mentions, reply }: Message, you: string): boolean {
  return mentions?.includes(you) === true || reply?.from.id === you;
}
