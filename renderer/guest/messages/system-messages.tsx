/** Who came, went and changed names, quietly. */
import { FOLD_FROM, foldEvents, type RoomEvent } from '../../ui/log/event-runs.ts';
import { DoersWords, EventWords } from '../../ui/log/event-text.tsx';

export function EventLines({ events }: { readonly events: readonly RoomEvent[] }) {
  const all = events.length >= FOLD_FROM ? foldEvents(events) : [];
  const folded = all.filter(({ deed }) => deed !== 'renamed');
  // Who is who now is worth a line each.
  const told = folded.length > 0 ? events.filter(({ type }) => type === 'renamed') : events;
  return (
    <div className="events">
      {folded.map((doers) => (
        <p key={doers.deed}>
          <DoersWords doers={doers} />
        </p>
      ))}
      {told.map((event) => (
        <p key={event.seq}>
          <EventWords event={event} />
        </p>
      ))}
    </div>
  );
}
