/** One line of the log. Texts of people are text and nothing else. */
import { memo } from 'react';
import type { Message } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';
import { Avatar, hueOf } from './avatar.tsx';
import { EventLine } from './event-line.tsx';
import type { LocalTime } from './local-time.ts';
import type { Line } from './log-lines.ts';

export function LogLine({ line, time }: { readonly line: Line; readonly time: LocalTime }) {
  switch (line.kind) {
    case 'day':
      return (
        <h2 className="day">
          <span>{time.day(line.at)}</span>
        </h2>
      );
    case 'message':
      return <MessageLine message={line.message} head={line.head} time={time} />;
    case 'events':
      return <EventLine events={line.events} time={time} />;
    default:
      return line satisfies never;
  }
}

interface MessageProps {
  readonly message: Message;
  readonly head: boolean;
  readonly time: LocalTime;
}

const MessageLine = memo(function MessageLine({ message, head, time }: MessageProps) {
  const { t } = useWords();
  const { from } = message;
  return (
    <div className={head ? 'message head' : 'message'}>
      <time dateTime={new Date(message.at).toISOString()} title={time.full(message.at)}>
        {time.minute(message.at)}
      </time>
      {head && <Avatar person={from} />}
      {head && (
        <p className="message-from">
          <bdi className="person-name" style={hueOf(from)}>
            {from.name}
          </bdi>{' '}
          {from.via === 'console' && <span className="badge">{t('console:log.host')}</span>}
        </p>
      )}
      <p className="message-text" dir="auto">
        {message.text}
      </p>
    </div>
  );
});
