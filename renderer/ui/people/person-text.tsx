/** A person's name with badges for role, state and client. */
import type { Person, Present } from '../../../contract/model/person.ts';
import { MixedBadge } from './mixed-badge.tsx';
import { PersonName } from './person-name.tsx';
import { useWords } from '../language/use-translation.ts';

/** Enough to tell people in one room apart; the tooltip shows the whole id. */
const SHORT_ID_LENGTH = 4;

interface Props {
  readonly person: Person & Pick<Present, 'asleep'>;
  readonly you?: boolean;
  /** Shows the short id, which stays the same when the name changes. Addresses need none. */
  readonly identified?: boolean;
}

export function PersonWords({ person, you = false, identified = false }: Props) {
  const { t } = useWords();
  return (
    <span className="person-words">
      <PersonName person={person} title={t('chat:people.id', { name: person.name, id: person.id })} />
      {identified && person.via !== 'plain' && (
        <code className="person-id" translate="no">
          {person.id.slice(0, SHORT_ID_LENGTH)}
        </code>
      )}
      <MixedBadge name={person.name} />
      {you && <span className="badge">{t('chat:people.you')}</span>}
      {person.role === 'host' && <span className="badge badge-lit">{t('chat:people.host')}</span>}
      {person.role === 'moderator' && <span className="badge badge-lit">{t('chat:people.moderator')}</span>}
      {person.asleep === true && (
        <span className="badge badge-asleep">
          <svg className="moon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <path d="M10.500 2.500a6 6 0 1 0 3.500 8.500A5 5 0 0 1 10.500 2.500z" />
          </svg>
          {t('chat:people.asleep')}
        </span>
      )}
      {person.via === 'plain' && <span className="badge">{t('chat:people.plain')}</span>}
    </span>
  );
}
