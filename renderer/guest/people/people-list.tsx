/** Who is here: you first, then the host, then everybody by name. */
import { memo } from 'react';
import type { Person, Present } from '../../../contract/model/person.ts';
import { Avatar } from '../../ui/people/avatar.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { PersonWords } from '../../ui/people/person-text.tsx';
import { sortPeopleByName } from '../state/people.ts';

interface Props {
  readonly people: readonly Present[];
  /** Writes to one of them alone; left out where nobody can be chosen. */
  readonly onChoose?: ((id: string) => void) | undefined;
  readonly you: Person;
  /** What a moderator does with one of them; left out where nobody keeps order. */
  readonly onModerate?: ((person: Person, button: HTMLElement) => void) | undefined;
  /** The ids of those who are muted, as far as one is told. */
  readonly muted?: readonly string[] | undefined;
}

/** The host decides; this only offers what it would let through. */
function mayActOn(you: Person, person: Person): boolean {
  return you.role === 'moderator' && person.role === 'guest';
}

export const PeopleList = memo(function PeopleList({ people, you, onChoose, onModerate, muted }: Props) {
  const { t, language } = useWords();
  return (
    // Safari takes a list without bullets for no list, unless told.
    <ul
      className="people"
      role="list"
      aria-label={t('chat:people.title')}
      // It may be too long for its place, and the keyboard scrolls only what it can reach.
      tabIndex={onChoose && 0}
    >
      {sortPeopleByName(people, you, language).map((person) => (
        <li key={person.id} className="person">
          <Avatar person={person} />
          <PersonWords person={person} you={person.id === you.id} identified />
          {muted?.includes(person.id) && <span className="badge">{t('shared:moderation.muted')}</span>}
          {onModerate && mayActOn(you, person) && (
            <button
              type="button"
              className="quiet person-manage"
              aria-haspopup="dialog"
              aria-label={t('chat:moderation.manage-of', { name: person.name })}
              onClick={({ currentTarget }) => onModerate(person, currentTarget)}
            >
              <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
                <path d="M5.500 12h.01M12 12h.01M18.500 12h.01" strokeWidth="3" />
              </svg>
            </button>
          )}
          {onChoose && person.id !== you.id && person.via === 'page' && (
            <button type="button" className="quiet person-write" onClick={() => onChoose(person.id)}>
              <span aria-hidden="true">{t('chat:people.write')}</span>
              <span className="visually-hidden">{t('chat:people.write-to', { name: person.name })}</span>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
});
