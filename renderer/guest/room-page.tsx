/** The chat after joining: rooms, people, messages and composer. */
import { useCallback, useState } from 'react';
import type { Person } from '../../contract/model/person.ts';
import { LOBBY } from '../../contract/model/room.ts';
import { Lamp } from '../ui/page/lamp.tsx';
import { useWords } from '../ui/language/use-translation.ts';
import { AnnouncementBar } from './notifications/announcement-bar.tsx';
import type { Conversation } from './state/conversation.ts';
import { fetched } from '../ui/page/fetched.tsx';
import type { ModerationView } from './people/moderation-panel.tsx';
import { PeopleList } from './people/people-list.tsx';
import { PeoplePane } from './people/people-pane.tsx';
import { RoomHeader } from './rooms/room-header.tsx';
import { hasMention, openView, titleOf, unreadIn, viewOf } from './state/rooms.ts';
import { RoomsPane } from './rooms/rooms-pane.tsx';
import { RoomsSheet } from './rooms/rooms-sheet.tsx';
import { SearchPlace } from './search/search-place.tsx';
import type { ChatClient } from './session/chat-client.ts';
import { RoomPanel } from './room-panel.tsx';
import { Toasts } from './notifications/toasts.tsx';
import { useMedia } from '../ui/browser/use-media.ts';
import { useNotifications } from './notifications/use-notifications.ts';
import { PendingBar } from './notifications/pending-bar.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly you: Person;
  readonly session: ChatClient;
}

/** Loaded only for moderators. */
const Moderating = fetched(async () => (await import('./people/moderation-panel.tsx')).ModerationPanel);

const WIDE = '(min-width: 900px)';

export function RoomPage({ conversation, you, session }: Props) {
  const { t } = useWords();
  const wide = useMedia(WIDE);
  const [over, setOver] = useState<'nothing' | 'people' | 'search'>('nothing');
  const { status, people, rooms, open, announcement, pending: waiting } = conversation;
  const notifications = useNotifications(session);
  const [moderation, setModeration] = useState<ModerationView>();
  const moderate = useCallback((next: ModerationView) => {
    setOver((now) => (now === 'people' ? 'nothing' : now));
    setModeration(next);
  }, []);
  const view = openView(conversation);
  const close = useCallback(() => {
    setOver('nothing');
    session.openRename(false);
  }, [session]);
  const count = t('chat:people.count', { count: people.length });
  const others = rooms.filter(({ room }) => room.id !== open);
  return (
    <div className={over === 'search' ? 'room room-searching' : 'room'}>
      {wide && <Side {...{ conversation, you, session, count }} onModerate={moderate} />}
      <RoomHeader
        room={view ? titleOf(view.room) : ''}
        isPrivate={view?.room.with !== undefined}
        status={status.is}
        people={wide ? undefined : count}
        elsewhere={unreadIn({ rooms: others })}
        hasMention={others.some(hasMention)}
        back={backTo(conversation, session)}
        onPeople={() => setOver('people')}
        onSearch={() => setOver('search')}
        onDay={session.jumpToDay}
      />
      <main className="room-main">
        {announcement && <AnnouncementBar announcement={announcement} onDismiss={session.dismiss} />}
        {waiting.length > 0 && you.role !== 'guest' && (
          <PendingBar count={waiting.length} onOpen={() => moderate({ is: 'waiting' })} />
        )}
        {view && <RoomPanel conversation={conversation} view={view} you={you} session={session} />}
      </main>
      <Toasts // Hides toasts of a room the person opened another way.
        toasts={notifications.toasts.filter(({ unseen }) => unseen.message.room !== open)}
        dismiss={notifications.dismiss}
        onOpen={({ unseen: { message } }) => session.jumpTo(message.seq, message.room)}
      />
      {over !== 'people' && !wide && (
        // Lets screen-reader users reach the people without opening the sheet.
        <aside className="visually-hidden" aria-label={t('chat:people.title')}>
          <PeopleList people={people} you={you} />
        </aside>
      )}
      {over === 'people' && !wide && (
        <RoomsSheet {...{ conversation, you, session, count }} onModerate={moderate} onClose={close} />
      )}
      {moderation && (
        <Moderating {...{ moderation, conversation, session }} onClose={() => setModeration(undefined)} />
      )}
      {over === 'search' && (
        <SearchPlace
          conversation={conversation}
          session={session}
          onLeft={wide ? () => undefined : close}
          onClose={close}
        />
      )}
    </div>
  );
}

function backTo(conversation: Conversation, session: ChatClient) {
  const lobby = viewOf(conversation, LOBBY);
  if (conversation.open === LOBBY || lobby === undefined) return undefined;
  return { room: titleOf(lobby.room), onBack: () => session.openRoom(LOBBY) };
}

interface SideProps extends Props {
  readonly count: string;
  readonly onModerate: (moderation: ModerationView) => void;
}

function Side({ conversation, you, session, count, onModerate }: SideProps) {
  const { t } = useWords();
  return (
    <aside className="side">
      <p className="brand">
        <Lamp on={conversation.status.is === 'here'} />
        {t('shared:product')}
      </p>
      <RoomsPane conversation={conversation} session={session} />
      <h2 className="side-title">{count}</h2>
      <PeoplePane {...{ conversation, you, session, onModerate }} />
    </aside>
  );
}
