/** Who is in the room, folded from its log. It refuses to know how people are shown. */
import type { Entry, Person } from '../../contract/wire.ts';

/** The people after one more entry. */
export function foldPeople(people: readonly Person[], entry: Entry): readonly Person[] {
  switch (entry.type) {
    case 'joined':
    case 'renamed':
      return [...people.filter(({ id }) => id !== entry.person.id), entry.person];
    case 'left':
      return people.filter(({ id }) => id !== entry.person.id);
    case 'message':
      return people;
  }
}

/** You first, then hosts, then by name as the language sorts. */
export function sortPeople(
  people: readonly Person[],
  you: Person | undefined,
  language: string,
): readonly Person[] {
  const collator = new Intl.Collator(language, { numeric: true });
  const rank = (person: Person) => (person.id === you?.id ? 0 : person.role === 'host' ? 1 : 2);
  return [...people].sort((one, other) => rank(one) - rank(other) || collator.compare(one.name, other.name));
}
