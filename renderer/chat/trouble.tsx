/** A strip that says what is wrong with the connection and offers the next step; and, unseen, that all is well again. */
import { useState } from 'react';
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
  const [wasTroubled, setWasTroubled] = useState(false);
  if (keys !== undefined && !wasTroubled) setWasTroubled(true);
  return (
    <div className={keys ? `trouble-strip trouble-${status}` : 'trouble-none'}>
      {/* Always in the tree, since a screen reader only tells of changes in what it knew before; the one live region
          for the connection, and without the button, which is no news. */}
      <div className="trouble" role="status">
        {keys && <p>{t(keys.sentence)}</p>}
        {!keys && wasTroubled && status === 'here' && (
          <p className="visually-hidden">{t('chat:trouble.back')}</p>
        )}
      </div>
      {keys && (
        <button type="button" className="secondary" onClick={onTryAgain}>
          {t(keys.button)}
        </button>
      )}
    </div>
  );
}
