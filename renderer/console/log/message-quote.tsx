/** The message that this one replies to, on one line. */
import type { Quote } from '../../../contract/model/entry.ts';
import { PlainText } from '../../ui/text/plain-text.tsx';
import { personStyle } from '../../ui/people/person-style.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';

export function MessageQuote({ quote: { from, text } }: { readonly quote: Quote }) {
  const { t } = useWords();
  const name = (
    <span className="person-name" style={personStyle(from.id)}>
      {from.name}
    </span>
  );
  return (
    <PlainText text={text}>
      {(flat) => (
        <div className="message-quote" title={flat}>
          <Sentence
            text={t('console:message.quote', { name: mark(0), text: mark(1) })}
            slots={[name, text === '' ? t('console:message.quote-deleted') : flat]}
          />
        </div>
      )}
    </PlainText>
  );
}
