/** Summarises a run of join, leave and rename events. */
import type { Joined, Left, Renamed } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

/** Entries that are not messages. */
export type RoomEvent = Joined | Left | Renamed;

/** Runs of at least this length are summarised. */
export const FOLD_FROM = 3;

/** A `renamed` entry that keeps the name changes the role: to moderator, or back to guest. */
export type EventKind = 'joined' | 'left' | 'lost' | 'removed' | 'renamed' | 'moderator' | 'guest';

export interface EventPeople {
  readonly deed: EventKind;
  /** Each person once, with their current name. */
  readonly people: readonly Person[];
}

export function eventKindOf(event: RoomEvent): EventKind {
  if (event.type === 'left') return event.removed ? 'removed' : event.goodbye ? 'left' : 'lost';
  if (event.type === 'joined' || event.before !== event.person.name) return event.type;
  return event.person.role === 'guest' ? 'guest' : 'moderator';
}

/**
 * The net effect for each person, in the order of their first event. People who left and came back are left out.
 */
export function foldEvents(events: readonly RoomEvent[]): readonly EventPeople[] {
  const outcomes = new Map<
    string,
    { readonly person: Person; readonly first: EventKind; readonly last: EventKind }
  >();
  const renamed = new Map<string, Person>();
  const promoted = new Map<string, Person>();
  for (const event of events) {
    const deed = eventKindOf(event);
    const { id } = event.person;
    const before = outcomes.get(id);
    if (event.type === 'renamed') {
      if (deed === 'renamed') renamed.set(id, event.person);
      if (deed !== 'renamed' || promoted.has(id)) promoted.set(id, event.person);
      if (before !== undefined) outcomes.set(id, { ...before, person: event.person });
    } else outcomes.set(id, { person: event.person, first: before?.first ?? deed, last: deed });
  }
  const remaining = [...outcomes.values()].filter(
    ({ first, last }) => first === 'joined' || last !== 'joined',
  );
  const inEnd = (deed: EventKind) =>
    remaining.filter(({ last }) => last === deed).map(({ person }) => person);
  const doers: readonly EventPeople[] = [
    { deed: 'joined', people: inEnd('joined') },
    { deed: 'left', people: inEnd('left') },
    { deed: 'lost', people: inEnd('lost') },
    { deed: 'removed', people: inEnd('removed') },
    { deed: 'renamed', people: [...renamed.values()] },
    { deed: 'moderator', people: [...promoted.values()].filter(({ role }) => role !== 'guest') },
    { deed: 'guest', people: [...promoted.values()].filter(({ role }) => role === 'guest') },
  ];
  return doers
    .filter(({ people }) => people.length > 0)
    .map((doing) => ({ doing, since: beginOf(doing, events) }))
    .sort((one, other) => one.since - other.since)
    .map(({ doing }) => doing);
}

/** The index of the first of these events. */
function beginOf({ deed, people }: EventPeople, events: readonly RoomEvent[]): number {
  const ids = new Set(people.map(({ id }) => id));
  return events.findIndex((event) => eventKindOf(event) === deed && ids.has(event.person.id));
}
