/** Counts the unread messages of a room, and those that concern the person. */
import type { Entry, Message } from '../../../contract/model/entry.ts';

export interface Unread {
  /** Unread messages up to here have been counted. */
  readonly counted: number;
  readonly unread: number;
  /** Unread messages that mention you or reply to you. */
  readonly mentions: number;
}

/** Counts messages from others, each once even if it arrives twice. */
export function countUnread<View extends Unread>(view: View, entries: readonly Entry[], you: string): View {
  const last = entries[entries.length - 1]?.seq ?? 0;
  if (last <= view.counted) return view;
  const added = entries.filter(
    (entry): entry is Message =>
      entry.type === 'message' && entry.seq > view.counted && entry.from.id !== you && !entry.deleted,
  );
  return {
    ...view,
    counted: last,
    unread: view.unread + added.length,
    mentions: view.mentions + added.filter((message) => isFor(message, you)).length,
  };
}

function isFor({ mentions, reply }: Message, you: string): boolean {
  return mentions?.includes(you) === true || reply?.from.id === you;
}
