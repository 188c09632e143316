/**
 * A message that came while nobody looked at it: whether there is one, and how it is told. It refuses to know sounds,
 * windows and components.
 */
import type { Message } from '../../../contract/model/entry.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Conversation } from './conversation.ts';
import { viewOf } from './rooms.ts';

export interface News {
  readonly message: Message;
  /** What the room is called; empty for two people's own. */
  readonly room: string;
  /** It names the person, answers them, or was written to them alone. */
  readonly forYou: boolean;
  /** It came into another room than the one that is open. */
  readonly elsewhere: boolean;
  /** Nobody sees the page. */
  readonly hidden: boolean;
}

/** @param heard made `now` of `before` */
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
