/** Detects new messages that the person does not see. */
import type { Message } from '../../../contract/model/entry.ts';
import type { ServerMessage } from '../../../contract/wire/wire.ts';
import type { Conversation } from './conversation.ts';
import { viewOf } from './rooms.ts';

export interface News {
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
export function newsIn(before: Conversation, now: Conversation, heard: ServerMessage): News | undefined {
  if (heard.type !== 'message') return undefined;
  const [was, is] = [viewOf(before, heard.room), viewOf(now, heard.room)];
  if (is === undefined || is.unread <= (was?.unread ?? 0)) return undefined;
  return {
    message: heard,
    room: is.room.name,
    forYou: is.room.with !== undefined || is.mentions > (was?.mentions ?? 0),
    elsewhere: heard.room !== now.open,
    hidden: now.hidden,
  };
}
