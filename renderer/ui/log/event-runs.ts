/** A run of comings and goings, told shortly: who did what in the end. It refuses to know words. */
import type { Joined, Left, Renamed } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

/** What is not said but happens. */
export type RoomEvent = Joined | Left | Renamed;

/** So many in a row are told as one. */
export const FOLD_FROM = 3;

/** Who is a moderator from now on, or a guest again, is told by a `renamed` that leaves the name. */
export type EventKind = 'joined' | 'left' | 'lost' | 'removed' | 'renamed' | 'moderator' | 'guest';

export interface EventPeople {
  readonly deed: EventKind;
  /** Each once, as they are called now. */
  readonly people: readonly Person[];
}

export function eventKindOf(event: RoomEvent): EventKind {
  if (event.type === 'left') return event.removed ? 'removed' : event.goodbye ? 'left' : 'lost';
  if (event.type === 'joined' || event.before !== event.person.name) return event.type;
  return event.person.role === 'guest' ? 'guest' : 'moderator';
}

/** What became of each person in the end, in the order it began in; nothing of those who went and came back. */
export function foldEvents(events: readonly RoomEvent[]): readonly EventPeople[] {
  const ends = new Map<
    string,
    { readonly person: Person; readonly first: EventKind; readonly last: EventKind }
  >();
  const renamed = new Map<string, Person>();
  const promoted = new Map<string, Person>();
  for (const event of events) {
    const deed = eventKindOf(event);
    const { id } = event.person;
    const before = ends.get(id);
    if (event.type === 'renamed') {
      if (deed === 'renamed') renamed.set(id, event.person);
      if (deed !== 'renamed' || promoted.has(id)) promoted.set(id, event.person);
      if (before !== undefined) ends.set(id, { ...before, person: event.person });
    } else ends.set(id, { person: event.person, first: before?.first ?? deed, last: deed });
  }
  const told = [...ends.values()].filter(({ first, last }) => first === 'joined' || last !== 'joined');
  const inEnd = (deed: EventKind) => told.filter(({ last }) => last === deed).map(({ person }) => person);
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

/** Where the first of them did so. */
function beginOf({ deed, people }: EventPeople, events: readonly RoomEvent[]): number {
  const ids = new Set(people.map(({ id }) => id));
  return events.findIndex((event) => eventKindOf(event) === deed && ids.has(event.person.id));
}
