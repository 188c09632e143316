/** A run of comings and goings, told shortly: who did what in the end. It refuses to know words. */
import type { Entry, Message, Person } from '../../contract/wire.ts';

/** What is not said but happens. */
export type RoomEvent = Exclude<Entry, Message>;

/** So many in a row are told as one. */
export const FOLD_FROM = 3;

export type Deed = 'joined' | 'left' | 'lost' | 'renamed';

export interface Doers {
  readonly deed: Deed;
  /** Each once, as they are called now. */
  readonly people: readonly Person[];
}

export function deedOf(event: RoomEvent): Deed {
  if (event.type === 'left') return event.goodbye ? 'left' : 'lost';
  return event.type;
}

/** What became of each person in the end; nothing of those who went and came back. */
export function foldEvents(events: readonly RoomEvent[]): readonly Doers[] {
  const ends = new Map<string, { readonly person: Person; readonly first: Deed; readonly last: Deed }>();
  const renamed = new Map<string, Person>();
  for (const event of events) {
    const deed = deedOf(event);
    const { id } = event.person;
    const before = ends.get(id);
    if (deed === 'renamed') {
      renamed.set(id, event.person);
      if (before !== undefined) ends.set(id, { ...before, person: event.person });
    } else ends.set(id, { person: event.person, first: before?.first ?? deed, last: deed });
  }
  const told = [...ends.values()].filter(({ first, last }) => first === 'joined' || last !== 'joined');
  const inEnd = (deed: Deed) => told.filter(({ last }) => last === deed).map(({ person }) => person);
  const doers: readonly Doers[] = [
    { deed: 'joined', people: inEnd('joined') },
    { deed: 'left', people: inEnd('left') },
    { deed: 'lost', people: inEnd('lost') },
    { deed: 'renamed', people: [...renamed.values()] },
  ];
  return doers.filter(({ people }) => people.length > 0);
}
