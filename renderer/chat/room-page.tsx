/** The room: who is here, what was said, and the place to write. */
import { useState } from 'react';
import type { Person } from '../../contract/wire.ts';
import { Lamp } from '../ui/lamp.tsx';
import { useWords } from '../ui/use-words.ts';
import { Composer } from './composer.tsx';
import type { Conversation } from './conversation.ts';
import { MessageList } from './message-list.tsx';
import { PeopleList } from './people-list.tsx';
import { PeoplePane } from './people-pane.tsx';
import { RoomHeader } from './room-header.tsx';
import type { Session } from './session.ts';
import { Sheet } from './sheet.tsx';
import { Trouble } from './trouble.tsx';
import { useMedia } from './use-media.ts';

interface Props {
  readonly conversation: Conversation;
  readonly you: Person;
  readonly session: Session;
}

const WIDE = '(min-width: 900px)';

export function RoomPage({ conversation, you, session }: Props) {
  const { t } = useWords();
  const wide = useMedia(WIDE);
  const [asked, setAsked] = useState(false);
  const { status, people, room, log, entries, outbox, missing } = conversation;
  const closePeople = () => {
    setAsked(false);
    session.openRename(false);
  };
  const count = t('chat:people.count', { count: people.length });
  return (
    <div className="room">
      {wide && (
        <aside className="side">
          <p className="brand">
            <Lamp on={status.is === 'here'} />
            {t('shared:product')}
          </p>
          <h2 className="side-title">{count}</h2>
          <PeoplePane conversation={conversation} you={you} session={session} />
        </aside>
      )}
      <RoomHeader
        room={room}
        status={status.is}
        people={wide ? undefined : count}
        onPeople={() => setAsked(true)}
      />
      <main className="talk">
        <Trouble status={status.is} onTryAgain={session.tryAgain} />
        <MessageList
          key={log}
          entries={entries}
          outbox={outbox}
          missing={missing}
          you={you}
          alone={people.length <= 1}
        />
        <Composer conversation={conversation} session={session} />
      </main>
      {!asked && !wide && (
        // Whoever cannot see need not open the sheet to hear who is here.
        <div className="visually-hidden">
          <PeopleList people={people} you={you} />
        </div>
      )}
      {asked && !wide && (
        <Sheet label={count} close={t('chat:people.close')} onClose={closePeople}>
          <PeoplePane conversation={conversation} you={you} session={session} />
        </Sheet>
      )}
    </div>
  );
}
