/** One row of the log. */
import { LineAsWritten } from '../../ui/text/as-written.tsx';
import { Boundary } from '../../ui/page/boundary.tsx';
import type { Times } from '../../ui/language/times.ts';
import { DayLine } from '../../ui/log/day-line.tsx';
import { ChangeLine } from './change-line.tsx';
import { EventLine } from './event-line.tsx';
import type { HostConsole } from '../state/host-console.ts';
import type { LogRow } from './log-rows.ts';
import { LogMessage, type DeleteMessage } from './log-message.tsx';

interface Props {
  readonly host: HostConsole;
  readonly line: LogRow;
  readonly times: Times;
  /** The message whose button Tab reaches. Arrow keys move to the others. */
  readonly tabbable: string | undefined;
  /** The search text to highlight. */
  readonly sought: string | undefined;
  /** The name of a room, where the log shows several. */
  readonly roomName: ((room: string) => string) | undefined;
  readonly onDelete: DeleteMessage;
}

export function LogLine(props: Props) {
  const { line } = props;
  return (
    <Boundary of={line} instead={() => <LineAsWritten said={saidIn(line)} />}>
      <WholeLine {...props} />
    </Boundary>
  );
}

function saidIn(line: LogRow) {
  return line.kind === 'message' ? { name: line.message.from.name, text: line.message.text } : undefined;
}

function WholeLine({ host, line, times, tabbable, sought, roomName, onDelete }: Props) {
  switch (line.kind) {
    case 'day':
      return <DayLine at={line.at} times={times} />;
    case 'message':
      return (
        <LogMessage
          host={host}
          sought={sought}
          message={line.message}
          head={line.head}
          times={times}
          tabbable={`${line.message.room} ${line.message.seq}` === tabbable}
          room={roomName?.(line.message.room)}
          onDelete={onDelete}
        />
      );
    case 'events':
      return <EventLine events={line.events} times={times} />;
    case 'change':
      return <ChangeLine change={line.change} times={times} />;
    default:
      return line satisfies never;
  }
}
