/** One line of the log. Texts of people are text and nothing else. */
import { memo } from 'react';
import type { Message } from '../../contract/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import { DayLine } from '../ui/day-line.tsx';
import { PersonName } from '../ui/person-name.tsx';
import type { Times } from '../ui/times.ts';
import { useWords } from '../ui/use-words.ts';
import { EventLine } from './event-line.tsx';
import type { Line } from './log-lines.ts';

export function LogLine({ line, times }: { readonly line: Line; readonly times: Times }) {
  switch (line.kind) {
    case 'day':
      return <DayLine at={line.at} times={times} />;
    case 'message':
      return <MessageLine message={line.message} head={line.head} times={times} />;
    case 'events':
      return <EventLine events={line.events} times={times} />;
    default:
      return line satisfies never;
  }
}

interface MessageProps {
  readonly message: Message;
  readonly head: boolean;
  readonly times: Times;
}

const MessageLine = memo(function MessageLine({ message, head, times }: MessageProps) {
  const { t } = useWords();
  const { from } = message;
  return (
    <div className={head ? 'message head' : 'message'}>
      <time dateTime={times.iso(message.at)} title={times.full(message.at)}>
        {times.clock(message.at)}
      </time>
      {head && <Avatar person={from} />}
      {head && (
        <p className="message-from">
          <PersonName person={from} />{' '}
          {from.via === 'console' && <span className="badge badge-lit">{t('console:log.host')}</span>}
        </p>
      )}
      <p className="message-text" dir="auto">
        {message.text}
      </p>
    </div>
  );
});
