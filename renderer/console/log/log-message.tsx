/** A message in the log, with its delete button. */
import { memo, useState } from 'react';
import type { Message } from '../../../contract/model/entry.ts';
import { Avatar } from '../../ui/people/avatar.tsx';
import { MixedBadge } from '../../ui/people/mixed-badge.tsx';
import { PersonName } from '../../ui/people/person-name.tsx';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { DeleteQuestion } from './delete-question.tsx';
import type { HostConsole } from '../state/host-console.ts';
import { MessageFiles } from './message-files.tsx';
import { MessageQuote } from './message-quote.tsx';
import { MessageReactions } from './message-reactions.tsx';
import type { ActionOutcome } from '../state/action-outcome.ts';
import { SaidWords } from './message-body.tsx';

export type DeleteMessage = (message: Message) => Promise<ActionOutcome>;

interface Props {
  readonly host: HostConsole;
  readonly message: Message;
  readonly head: boolean;
  readonly times: Times;
  /** Whether Tab reaches its button. */
  readonly tabbable: boolean;
  /** The search text to highlight. */
  readonly sought: string | undefined;
  /** The room, where the log shows several. */
  readonly room: string | undefined;
  /** Must be a stable reference, or every row renders again. */
  readonly onDelete: DeleteMessage;
}

export const LogMessage = memo(function MessageLine({
  host,
  message,
  head,
  times,
  tabbable,
  sought,
  room,
  onDelete,
}: Props) {
  const { t } = useWords();
  const [asking, setAsking] = useState(false);
  const { at, deleted = false } = message;
  return (
    <div className={head ? 'message head' : 'message'}>
      <time dateTime={times.iso(at)} title={times.full(at)}>
        {times.clock(at)}
      </time>
      {head && <MessageHead message={message} room={room} />}
      <MessageBody {...{ host, message, sought }} />
      {!deleted && !asking && (
        <button
          type="button"
          className="message-delete"
          tabIndex={tabbable ? 0 : -1}
          onClick={() => setAsking(true)}
        >
          {t('console:message.delete')}
        </button>
      )}
      {!deleted && asking && (
        <DeleteQuestion onDelete={() => onDelete(message)} onKeep={() => setAsking(false)} />
      )}
    </div>
  );
});

interface HeadProps {
  readonly message: Message;
  readonly room: string | undefined;
}

function MessageHead({ message: { from, announcement }, room }: HeadProps) {
  const { t } = useWords();
  return (
    <>
      <Avatar person={from} />
      <p className="message-from">
        <PersonName person={from} /> <MixedBadge name={from.name} />{' '}
        {from.via === 'console' && <span className="badge badge-lit">{t('console:log.host')}</span>}{' '}
        {from.role === 'moderator' && <span className="badge">{t('console:log.moderator')}</span>}{' '}
        {announcement === true && <span className="badge badge-lit">{t('shared:message.announcement')}</span>}
        {room !== undefined && <bdi className="message-room">{room}</bdi>}
      </p>
    </>
  );
}

function MessageBody({ host, message, sought }: Pick<Props, 'host' | 'message' | 'sought'>) {
  const { t } = useWords();
  const { text, files = [], reply, reactions = [], edited = false, deleted = false } = message;
  if (deleted) return <p className="message-body message-deleted">{t('shared:message.deleted')}</p>;
  return (
    <div className="message-body">
      {reply && <MessageQuote quote={reply} />}
      {text !== '' && <SaidWords {...{ host, message, sought }} />}
      {files.length > 0 && <MessageFiles files={files} />}
      {edited && <small className="message-edited">{t('shared:message.edited')}</small>}
      {reactions.length > 0 && <MessageReactions host={host} reactions={reactions} />}
    </div>
  );
}
