/** Detects new messages that the person does not see. */
import type { Message } from '../../../contract/model/entry.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Conversation } from './conversation.ts';
import { viewOf } from './rooms.ts';

export interface UnseenMessage {
  readonly message: Message;
  /** The room's name; empty for a private room. */
  readonly room: string;
  /** It mentions you, replies to you, or is private. */
  readonly forYou: boolean;
  /** It arrived in a room that is not open. */
  readonly elsewhere: boolean;
  /** The page is hidden. */
  readonly hidden: boolean;
}

/** @param received the message that changed `before` into `now` */
export function unseenMessageIn(
  before: Conversation,
  now: Conversation,
  received: ServerMessage,
): UnseenMessage | undefined {
  if (received.type !== 'message') return undefined;
  const [was, is] = [viewOf(before, received.room), viewOf(now, received.room)];
  if (is === undefined || is.unread <= (was?.unread ?? 0)) return undefined;
  return {
    message: received,
    room: is.room.name,
    forYou: is.room.with !== undefined || is.mentions > (was?.mentions ?? 0),
    elsewhere: received.room !== now.open,
    hidden: now.hidden,
  };
}
