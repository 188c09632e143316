/** The guest page: the join page before you join, the room afterwards. */
import { useSyncExternalStore } from 'react';
import { fetched } from '../ui/page/fetched.tsx';
import { JoinPage } from './join/join-page.tsx';
import { RemovedPage } from './join/removed-page.tsx';
import type { ChatClient } from './session/chat-client.ts';
import { PageFailed } from './page-failed.tsx';
import { unreadIn } from './state/rooms.ts';
import { useFavicon } from './notifications/use-favicon.ts';
import { useTitle } from './notifications/use-title.ts';

/** Loads while the person types a name. If that fails, it is tried again when needed. */
const early = import('./room-page.tsx').catch(() => undefined);
const RoomPage = fetched(
  async () => ((await early) ?? (await import('./room-page.tsx'))).RoomPage,
  PageFailed,
);

export function GuestApp({ session }: { readonly session: ChatClient }) {
  const conversation = useSyncExternalStore(session.subscribe, session.conversation);
  useTitle(conversation);
  useFavicon(unreadIn(conversation) > 0);
  const { status, you, name } = conversation;
  if (status.is === 'removed')
    return (
      <RemovedPage removal={status.removal} until={status.until} onTryAgain={() => session.join(name)} />
    );
  if (you === undefined || status.is === 'asking-name')
    return <JoinPage conversation={conversation} session={session} />;
  return <RoomPage conversation={conversation} you={you} session={session} />;
}
