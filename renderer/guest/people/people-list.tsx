/** The people here: you first, then hosts, then everyone else by name. */
import { memo } from 'react';
import type { Person, Present } from '../../../contract/model/person.ts';
import { Avatar } from '../../ui/people/avatar.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { PersonWords } from '../../ui/people/person-text.tsx';
import { sortPeopleByName } from '../state/people.ts';

interface Props {
  readonly people: readonly Present[];
  /** Opens a private conversation; left out if that is not possible. */
  readonly onChoose?: ((id: string) => void) | undefined;
  readonly you: Person;
  /** Opens the moderation panel; left out for people who are not moderators. */
  readonly onModerate?: ((person: Person, button: HTMLElement) => void) | undefined;
  /** The ids of muted people, as far as the page is told. */
  readonly muted?: readonly string[] | undefined;
}

/** Mirrors the host's rule; the host enforces it. */
function mayActOn(you: Person, person: Person): boolean {
  return you.role === 'moderator' && person.role === 'guest';
}

export const PeopleList = memo(function PeopleList({ people, you, onChoose, onModerate, muted }: Props) {
  const { t, language } = useWords();
  return (
    // Safari treats a list without bullets as no list unless it has the role.
    <ul
      className="people"
      role="list"
      aria-label={t('chat:people.title')}
      // The list may overflow, and the keyboard can scroll only what it can focus.
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
