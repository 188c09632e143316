/** A run of comings and goings, told shortly: who did what, each name once. It refuses to know words. */
import type { Person } from '../../contract/wire.ts';
import type { Event } from './log-lines.ts';

export type Deed = 'joined' | 'left' | 'lost' | 'renamed';

export interface DeedCount {
  readonly deed: Deed;
  /** The first few, as they are called. */
  readonly names: readonly string[];
  /** How many did so beyond the named. */
  readonly more: number;
}

const NAMED_MAX = 2;

export function deedOf(event: Event): Deed {
  if (event.type === 'left') return event.goodbye ? 'left' : 'lost';
  return event.type;
}

/** Per deed, in the order in which they first happened. */
export function countDeeds(events: readonly Event[]): readonly DeedCount[] {
  const doers = new Map<Deed, Map<string, Person>>();
  for (const event of events) {
    const deed = deedOf(event);
    const people = doers.get(deed) ?? new Map<string, Person>();
    doers.set(deed, people.set(event.person.id, event.person));
  }
  return Array.from(doers, ([deed, people]) => {
    const names = Array.from(people.values(), (person) => person.name);
    return { deed, names: names.slice(0, NAMED_MAX), more: Math.max(0, names.length - NAMED_MAX) };
  });
}
