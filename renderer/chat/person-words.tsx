/** A person's name, with what else is to be known of them in small words. */
import type { Person } from '../../contract/wire.ts';
import { PersonName } from '../ui/person-name.tsx';
import { useWords } from '../ui/use-words.ts';

export function PersonWords({ person, you = false }: { readonly person: Person; readonly you?: boolean }) {
  const { t } = useWords();
  return (
    <span className="person-words">
      <PersonName person={person} title={t('chat:people.id', { name: person.name, id: person.id })} />
      {you && <span className="badge">{t('chat:people.you')}</span>}
      {person.role === 'host' && <span className="badge badge-lit">{t('chat:people.host')}</span>}
      {person.via === 'plain' && <span className="badge">{t('chat:people.plain')}</span>}
    </span>
  );
}
