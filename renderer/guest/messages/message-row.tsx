/** One row of the list: a message, a day, the away divider, or events. */
import { memo } from 'react';
import { LineAsWritten } from '../../ui/text/as-written.tsx';
import { Boundary } from '../../ui/page/boundary.tsx';
import { DayLine } from '../../ui/log/day-line.tsx';
import type { Times } from '../../ui/language/times.ts';
import { AwayDivider } from './away-divider.tsx';
import { EventLines } from './system-messages.tsx';
import { MessageLine } from './message-line.tsx';
import { textOf, type Row } from './rows.ts';
import type { ChatClient } from '../session/chat-client.ts';

interface Props {
  readonly row: Row;
  readonly times: Times;
  /** Your own id. */
  readonly you: string;
  /** You are a host or a moderator in a room for everyone. */
  readonly canModerate: boolean;
  /** The reader jumped to this message. */
  readonly highlighted: boolean;
  readonly session: ChatClient;
}

export const MessageRow = memo(function MessageRow(props: Props) {
  const { row } = props;
  return (
    <Boundary of={row} instead={() => <LineAsWritten said={messageIn(row)} />}>
      <RowLine {...props} />
    </Boundary>
  );
}, isSame);

function messageIn(row: Row) {
  return row.is === 'message' ? { name: row.from.name, text: textOf(row.shown) } : undefined;
}

function RowLine({ row, times, you, canModerate, highlighted, session }: Props) {
  switch (row.is) {
    case 'day':
      return <DayLine at={row.at} times={times} />;
    case 'away':
      return <AwayDivider count={row.count} />;
    case 'message':
      return (
        <MessageLine
          row={row}
          times={times}
          you={you}
          canModerate={canModerate}
          highlighted={highlighted}
          session={session}
        />
      );
    case 'events':
      return <EventLines events={row.events} />;
  }
}

/** Rows are rebuilt with every entry, but most of them are equal to the previous ones. */
function isSame(before: Props, now: Props): boolean {
  if (before.times !== now.times || before.you !== now.you || before.highlighted !== now.highlighted)
    return false;
  if (before.canModerate !== now.canModerate) return false;
  const [one, other] = [before.row, now.row];
  if (one === other) return true;
  if (one.is !== 'message' || other.is !== 'message') return false;
  const sameMessage =
    one.shown.is === 'entry' && other.shown.is === 'entry'
      ? one.shown.message === other.shown.message
      : one.shown.is === 'outgoing' &&
        other.shown.is === 'outgoing' &&
        one.shown.outgoing === other.shown.outgoing;
  return sameMessage && one.opens === other.opens && one.closes === other.closes;
}
