/** The quote in a reply. A click jumps to the original. */
import type { Quote as Quoted } from '../../../contract/model/entry.ts';
import { PlainText } from '../../ui/text/plain-text.tsx';
import { PersonName } from '../../ui/people/person-name.tsx';
import { personStyle } from '../../ui/people/person-style.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import './quote-preview.css';

interface Props {
  readonly quote: Quoted;
  readonly onJump: (seq: number) => void;
}

export function QuotePreview({ quote: { seq, from, text }, onJump }: Props) {
  const { t } = useWords();
  return (
    <button type="button" className="quote" style={personStyle(from.id)} onClick={() => onJump(seq)}>
      <span className="visually-hidden">{t('chat:quote.answers')} </span>
      <PersonName person={from} />
      <QuotedText text={text} />
    </button>
  );
}

/** The start of a message on one line, or the note that it was deleted. */
export function QuotedText({ text }: { readonly text: string }) {
  const { t } = useWords();
  if (text === '') return <span className="quote-text quote-deleted">{t('chat:quote.deleted')}</span>;
  return (
    <bdi className="quote-text" dir="auto">
      <PlainText text={text}>{(flat) => flat}</PlainText>
    </bdi>
  );
}
