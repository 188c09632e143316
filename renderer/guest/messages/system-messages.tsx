/** Shows who joined, left or changed names. */
import { FOLD_FROM, foldEvents, type RoomEvent } from '../../ui/log/event-runs.ts';
import { DoersWords, EventWords } from '../../ui/log/event-text.tsx';

export function EventLines({ events }: { readonly events: readonly RoomEvent[] }) {
  const all = events.length >= FOLD_FROM ? foldEvents(events) : [];
  const folded = all.filter(({ deed }) => deed !== 'renamed');
  // Each name change gets its own line.
  const listed = folded.length > 0 ? events.filter(({ type }) => type === 'renamed') : events;
  return (
    <div className="events">
      {folded.map((doers) => (
        <p key={doers.deed}>
          <DoersWords doers={doers} />
        </p>
      ))}
      {listed.map((event) => (
        <p key={event.seq}>
          <EventWords event={event} />
        </p>
      ))}
    </div>
  );
}
