/** The guest page: the door while somebody is outside, the room once they are in. */
import { useSyncExternalStore } from 'react';
import { JoinPage } from './join-page.tsx';
import { RoomPage } from './room-page.tsx';
import type { Session } from './session.ts';
import { useTitle } from './use-title.ts';

export function App({ session }: { readonly session: Session }) {
  const conversation = useSyncExternalStore(session.subscribe, session.conversation);
  useTitle(conversation);
  const { status, you } = conversation;
  if (you === undefined || status.is === 'asking-name')
    return <JoinPage conversation={conversation} session={session} />;
  return <RoomPage conversation={conversation} you={you} session={session} />;
}
