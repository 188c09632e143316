/** One event in the log (a join, a leave, a new name), or several folded into one line. */
import { FOLD_FROM, foldEvents, type RoomEvent } from '../../ui/log/event-runs.ts';
import { DoersWords, EventWords } from '../../ui/log/event-text.tsx';
import type { Times } from '../../ui/language/times.ts';

interface Props {
  readonly events: readonly RoomEvent[];
  readonly times: Times;
}

export function EventLine({ events, times }: Props) {
  const folded = events.length >= FOLD_FROM ? foldEvents(events) : [];
  const each = events.map((event) => <OneEvent key={event.seq} event={event} times={times} />);
  if (folded.length === 0) return each;
  return (
    <details className="event-run">
      <summary>
        {folded.map((doers, place) => (
          <span key={doers.deed}>
            {place > 0 && ' · '}
            <DoersWords doers={doers} />
          </span>
        ))}
      </summary>
      {each}
    </details>
  );
}

function OneEvent({ event, times }: { readonly event: RoomEvent; readonly times: Times }) {
  return (
    <p className="event">
      <time dateTime={times.iso(event.at)}>{times.clock(event.at)}</time>
      <span>
        <EventWords event={event} />
      </span>
    </p>
  );
}
