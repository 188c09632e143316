/** The bar above the message field that shows which message you reply to or edit, with a cancel button. */
import type { Quote } from '../../../contract/model/entry.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import '../messages/quote-preview.css';
import { QuotedText } from '../messages/quote-preview.tsx';

export type ComposerTask =
  | { readonly is: 'replying'; readonly to: Pick<Quote, 'from' | 'text'> }
  /** `text` is the message before the edit. */
  | { readonly is: 'editing'; readonly text: string };

interface Props {
  readonly task: ComposerTask;
  readonly onCancel: () => void;
}

export function ComposerBar({ task, onCancel }: Props) {
  const { t } = useWords();
  return (
    <div className="composer-bar">
      <div className="composer-bar-text" role="status">
        {task.is === 'replying' ? (
          <Sentence
            text={t('chat:writing.replying', { name: mark(0) })}
            slots={[<strong key="name">{task.to.from.name}</strong>]}
          />
        ) : (
          <strong>{t('chat:writing.editing')}</strong>
        )}
        <QuotedText text={task.is === 'replying' ? task.to.text : task.text} />
      </div>
      {/* Prevents the mouse press from taking the focus, and on a phone from closing the keyboard. */}
      <button
        type="button"
        className="quiet"
        onMouseDown={(event) => event.preventDefault()}
        onClick={onCancel}
      >
        {t('chat:writing.cancel')}
      </button>
    </div>
  );
}
