/** The people present, computed from the log of the lobby. */
import { orderOf } from '../../../locales/formats.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person, Present } from '../../../contract/model/person.ts';
import type { PresenceChanged } from '../../../contract/wire/server-message.ts';

/** The people after one more entry. */
export function foldPeople(people: readonly Present[], entry: Entry): readonly Present[] {
  switch (entry.type) {
    case 'joined':
      return [...people.filter(({ id }) => id !== entry.person.id), entry.person];
    case 'renamed':
      return people.some(({ id }) => id === entry.person.id)
        ? people.map((person) => (person.id === entry.person.id ? { ...person, ...entry.person } : person))
        : [...people, entry.person];
    case 'left':
      return people.filter(({ id }) => id !== entry.person.id);
    case 'message':
    case 'edited':
    case 'deleted':
    case 'reacted':
      return people;
  }
}

export function foldPresence(
  people: readonly Present[],
  { id, asleep }: PresenceChanged,
): readonly Present[] {
  return people.map((person) => {
    if (person.id !== id) return person;
    const { asleep: _, ...awake } = person;
    return asleep ? { ...awake, asleep } : awake;
  });
}

/** The people after a welcome that lists only changes. */
export function updatePeople(
  people: readonly Present[],
  changed: readonly Present[],
  gone: readonly string[],
): readonly Present[] {
  const known = new Map(people.map((person) => [person.id, person]));
  for (const id of gone) known.delete(id);
  for (const person of changed) known.set(person.id, person);
  return [...known.values()];
}

/** You first, then hosts, then by name in the language's sort order. */
export function sortPeopleByName(
  people: readonly Present[],
  you: Person | undefined,
  language: string,
): readonly Present[] {
  const compare = orderOf(language, { numeric: true });
  const rank = (person: Person) => (person.id === you?.id ? 0 : person.role === 'host' ? 1 : 2);
  return [...people].sort((one, other) => rank(one) - rank(other) || compare(one.name, other.name));
}
