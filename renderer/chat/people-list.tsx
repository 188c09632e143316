/** Who is here: you first, then the host, then everybody by name. */
import { memo } from 'react';
import type { Person } from '../../contract/wire.ts';
import { Avatar } from '../ui/avatar.tsx';
import { useWords } from '../ui/use-words.ts';
import { PersonWords } from './person-words.tsx';
import { sortPeople } from './people.ts';

interface Props {
  readonly people: readonly Person[];
  readonly you: Person;
}

export const PeopleList = memo(function PeopleList({ people, you }: Props) {
  const { t, language } = useWords();
  return (
    // Safari takes a list without bullets for no list, unless told.
    <ul className="people" role="list" aria-label={t('chat:people.title')}>
      {sortPeople(people, you, language).map((person) => (
        <li key={person.id} className="person">
          <Avatar person={person} />
          <PersonWords person={person} you={person.id === you.id} />
        </li>
      ))}
    </ul>
  );
});
