/** A row that says who edited, deleted or reacted to a message. */
import { PersonName } from '../../ui/people/person-name.tsx';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import type { ChangeEntry } from '../../../contract/fold.ts';
import type { Times } from '../../ui/language/times.ts';
import { useWords } from '../../ui/language/use-translation.ts';

export function ChangeLine({ change, times }: { readonly change: ChangeEntry; readonly times: Times }) {
  const { t } = useWords();
  const { by, at } = change;
  const deed = change.type === 'reacted' && !change.on ? 'took-back' : change.type;
  const emoji = change.type === 'reacted' ? change.emoji : '';
  return (
    <p className="event">
      <time dateTime={times.iso(at)}>{times.clock(at)}</time>
      <span>
        <Sentence
          text={t(`console:change.${deed}`, { name: mark(0), emoji })}
          slots={[<PersonName key="name" person={by} />]}
        />
      </span>
    </p>
  );
}
