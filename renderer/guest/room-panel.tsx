/** The open room: notices, messages, typing indicator and composer. */
import { useMemo } from 'react';
import { OutdatedStrip } from './outdated-strip.tsx';
import type { Person } from '../../contract/model/person.ts';
import { mark, Sentence } from '../ui/text/sentence.tsx';
import { useSecondsLeft } from '../ui/browser/use-seconds-left.ts';
import { useWords } from '../ui/language/use-translation.ts';
import { Composer } from './composer/composer.tsx';
import type { Conversation } from './state/conversation.ts';
import { DropOverlay } from './files/drop-overlay.tsx';
import { MutedNotice } from './composer/muted-notice.tsx';
import { MessageList } from './messages/message-list.tsx';
import { PendingRefsContext } from './messages/pending-context.ts';
import { NamesContext, useNamesOf } from './state/names.ts';
import { UploadingContext } from './files/outgoing-files.tsx';
import { RulesLine } from './notifications/rules-line.tsx';
import type { RoomView } from './state/room-view.ts';
import { titleOf } from './state/rooms.ts';
import type { ChatClient } from './session/chat-client.ts';
import { LOG_WINDOW_EMPTY } from './state/log-window.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { TypingLine } from './messages/typing-line.tsx';
import { trayOf } from './state/uploads.ts';
import { useFileDrop } from './files/use-file-drop.ts';
import { useLeaveWarning } from './use-leave-warning.ts';
import { draftIn } from './state/drafts.ts';

interface Props {
  readonly conversation: Conversation;
  readonly view: RoomView;
  readonly you: Person;
  readonly session: ChatClient;
}

export function RoomPanel({ conversation, view, you, session }: Props) {
  const { t } = useWords();
  const { status, log, people, outbox, retention, isNewLog, closedRoom, drafts, typists, uploads } =
    conversation;
  const { id } = view.room;
  const unsent = useMemo(() => outbox.filter(({ room }) => room === id), [outbox, id]);
  const names = useNamesOf((view.logWindow ?? LOG_WINDOW_EMPTY).entries, people);
  const connected = status.is === 'here';
  const { ownMute } = conversation;
  const left = useSecondsLeft(ownMute?.until);
  const { rules = {} } = view.room;
  const isGuest = you.role === 'guest';
  const isMuted = ownMute !== undefined && left !== 0;
  const uploading = useMemo(() => ({ uploads, connected }), [uploads, connected]);
  const attaching = {
    terms: conversation.files,
    tray: trayOf(uploads, id),
    refused: conversation.refusedFiles.filter(({ room }) => room === id),
    connected,
  };
  const dropping = useFileDrop(session.files.choose);
  useLeaveWarning(uploads.length > 0);
  const writers = typists.filter(({ room, id: who }) => room === id && who !== you.id);
  return (
    <NamesContext value={names}>
      <ConnectionNotice
        status={status.is}
        fallbackLink={conversation.fallbackLink}
        onTryAgain={session.tryAgain}
      />
      <OutdatedStrip session={session} />
      {closedRoom !== undefined && (
        <p className="room-closed" role="status">
          <Sentence
            text={t('chat:rooms.gone', { room: mark(0), now: mark(1) })}
            slots={[closedRoom, titleOf(view.room)]}
          />
        </p>
      )}
      <PendingRefsContext value={conversation.pendingRefs}>
        <UploadingContext value={uploading}>
          <MessageList
            key={`${log ?? ''} ${id}`}
            view={view}
            outbox={unsent}
            you={you}
            retention={retention}
            isNewLog={isNewLog}
            alone={people.length <= 1}
            session={session}
          />
        </UploadingContext>
      </PendingRefsContext>
      <TypingLine names={writers.flatMap(({ id: who }) => names.get(who) ?? [])} />
      {isGuest && <RulesLine rules={rules} />}
      {isMuted ? (
        <MutedNotice sentence={t('chat:moderation.muted')} reason={ownMute.reason} left={left} />
      ) : isGuest && rules.readOnly ? (
        <MutedNotice sentence={t('chat:moderation.read-only')} />
      ) : (
        <Composer key={id} draft={draftIn(drafts, id)} attaching={attaching} session={session} />
      )}
      {dropping && <DropOverlay terms={conversation.files} />}
    </NamesContext>
  );
}
