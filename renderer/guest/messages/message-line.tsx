/** One message with its author, time and delivery state. */
import { useContext } from 'react';
import { Avatar } from '../../ui/people/avatar.tsx';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { PendingRefsContext } from './pending-context.ts';
import { MessageBubble } from './message-bubble.tsx';
import { PersonWords } from '../../ui/people/person-text.tsx';
import { timeOf, type MessageRowData } from './rows.ts';
import type { ChatClient } from '../session/chat-client.ts';

interface Props {
  readonly row: MessageRowData;
  readonly times: Times;
  readonly you: string;
  /** You are a host or a moderator in a room for everyone. */
  readonly canModerate: boolean;
  readonly highlighted: boolean;
  readonly session: ChatClient;
}

export function MessageLine({ row, times, you, canModerate, highlighted, session }: Props) {
  const { t } = useWords();
  const { from, mine, shown, opens, closes } = row;
  const at = timeOf(shown);
  const delivered = shown.is === 'entry';
  const refs = useContext(PendingRefsContext);
  const isPending = shown.is === 'outgoing' && refs.includes(shown.outgoing.ref);
  const classes = ['group', mine && 'group-mine', opens && 'group-opens', highlighted && 'group-highlighted'];
  return (
    <div className={classes.filter(Boolean).join(' ')}>
      {!mine && (opens ? <Avatar person={from} /> : <span className="avatar-space" />)}
      <div className="group-body">
        {opens && (
          <p className="group-head">
            {mine ? (
              <span className="visually-hidden">{t('chat:messages.you')}</span>
            ) : (
              <PersonWords person={from} />
            )}
            {shown.is === 'entry' && shown.message.announcement && (
              <span className="badge badge-lit">{t('shared:message.announcement')}</span>
            )}
            {!mine && <Time at={at} times={times} />}
          </p>
        )}
        <MessageBubble
          shown={shown}
          mine={mine}
          you={you}
          canModerate={canModerate}
          times={times}
          session={session}
        />
        {mine && closes && (
          <p className={delivered ? 'group-foot' : 'group-foot group-foot-waiting'}>
            {delivered ? (
              <Time at={at} times={times} />
            ) : (
              t(isPending ? 'chat:moderation.pending' : 'chat:messages.waiting')
            )}
            {delivered && <Tick label={t('chat:messages.delivered')} />}
          </p>
        )}
      </div>
    </div>
  );
}

function Time({ at, times }: { readonly at: number; readonly times: Times }) {
  return (
    <time dateTime={times.iso(at)} title={times.full(at)}>
      {times.clock(at)}
    </time>
  );
}

function Tick({ label }: { readonly label: string }) {
  return (
    <svg className="tick" role="img" aria-label={label} viewBox="0 0 16 16">
      <path d="M3 8.500 6.500 12 13 4.500" />
    </svg>
  );
}
