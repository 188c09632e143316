/** The message that another one answers, on one line. */
import type { Quote } from '../../contract/entry.ts';
import { personStyle } from '../ui/person-style.ts';
import { mark, Sentence } from '../ui/sentence.tsx';
import { useFlat } from '../ui/use-flat.ts';
import { useWords } from '../ui/use-words.ts';

export function MessageQuote({ quote: { from, text } }: { readonly quote: Quote }) {
  const { t } = useWords();
  const flat = useFlat(text);
  const name = (
    <span className="person-name" style={personStyle(from.id)}>
      {from.name}
    </span>
  );
  return (
    <div className="message-quote" title={flat}>
      <Sentence
        text={t('console:message.quote', { name: mark(0), text: mark(1) })}
        slots={[name, text === '' ? t('console:message.quote-deleted') : flat]}
      />
    </div>
  );
}
