/** The rooms of the chat, for choosing one. */
import { useMemo } from 'react';
import type { Conversation } from '../state/conversation.ts';
import { hasMention } from '../state/rooms.ts';
import { RoomsList } from './rooms-list.tsx';
import type { ChatClient } from '../session/chat-client.ts';

interface Props {
  readonly conversation: Pick<Conversation, 'rooms' | 'open'>;
  readonly session: ChatClient;
  /** Called after a room was chosen. */
  readonly onChosen?: (() => void) | undefined;
}

export function RoomsPane({ conversation: { rooms, open }, session, onChosen }: Props) {
  const listed = useMemo(
    () =>
      rooms.map((view) => {
        const { id, name, with: other } = view.room;
        return { id, name, with: other, unread: view.unread, forYou: hasMention(view) };
      }),
    [rooms],
  );
  const choose = (id: string) => {
    session.openRoom(id);
    onChosen?.();
  };
  return <RoomsList rooms={listed} current={open} onOpen={choose} />;
}
