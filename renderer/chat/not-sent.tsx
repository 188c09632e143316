/** Why the host did not take a message, and the message itself if it could not go back where it was written. */
import { mark, Sentence } from '../ui/sentence.tsx';
import { useWords } from '../ui/use-words.ts';
import type { Notice } from './outbox.ts';

interface Props {
  readonly notice: Notice;
  readonly onTakeBack: () => void;
}

export function NotSent({ notice: { code, text }, onTakeBack }: Props) {
  const { t } = useWords();
  return (
    <div className="not-sent">
      <p className="refusal" role="alert">
        {t(`shared:refusal.${code}`)}
      </p>
      {text !== '' && (
        <div className="not-sent-row">
          <p className="not-sent-text">
            <Sentence text={t('chat:composer.kept', { text: mark(0) })} slots={[text]} />
          </p>
          <button type="button" className="secondary" onClick={onTakeBack}>
            {t('chat:composer.take-back')}
          </button>
        </div>
      )}
    </div>
  );
}
