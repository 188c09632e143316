/** A person's name in their colour, with what else is to be known of them in small words. */
import type { Person } from '../../contract/wire.ts';
import { personHue } from '../ui/person-color.ts';
import { useWords } from '../ui/use-words.ts';

export function PersonName({ person, you = false }: { readonly person: Person; readonly you?: boolean }) {
  const { t } = useWords();
  return (
    <span className="person-name">
      <bdi
        className="name"
        style={{ '--hue': personHue(person.id) }}
        title={t('chat:people.id', { name: person.name, id: person.id })}
      >
        {person.name}
      </bdi>
      {you && <span className="tag">{t('chat:people.you')}</span>}
      {person.role === 'host' && <span className="tag tag-host">{t('chat:people.host')}</span>}
      {person.via === 'plain' && <span className="tag">{t('chat:people.plain')}</span>}
    </span>
  );
}
