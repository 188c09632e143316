/** A strip that says what is wrong with the connection and offers the next step. */
import { useWords } from '../ui/use-words.ts';
import type { Conversation } from './conversation.ts';
import { troubleKeys } from './status-words.ts';

interface Props {
  readonly status: Conversation['status']['is'];
  readonly onTryAgain: () => void;
}

export function Trouble({ status, onTryAgain }: Props) {
  const { t } = useWords();
  const keys = troubleKeys(status);
  return (
    // Always in the tree: a reader's software only tells of changes in what it knew before.
    <div className="trouble" role="status">
      {keys && (
        <div className={`trouble-strip trouble-${status}`}>
          <p>{t(keys.sentence)}</p>
          <button type="button" className="secondary" onClick={onTryAgain}>
            {t(keys.button)}
          </button>
        </div>
      )}
    </div>
  );
}
