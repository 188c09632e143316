/** A strip that says what is wrong with the connection and offers the next step; and, unseen, that all is well again. */
import { useEffect, useState } from 'react';
import { PLAIN_PATH } from '../../contract/wire/wire.ts';
import { mark, Sentence } from '../ui/text/sentence.tsx';
import { useWords } from '../ui/language/use-translation.ts';
import type { Conversation } from './state/conversation.ts';
import { troubleKeys } from './language/status-keys.ts';

interface Props {
  readonly status: Conversation['status']['is'];
  /** Where the host would be if it lost its address, if it said so. */
  readonly fallbackLink: string | undefined;
  readonly onTryAgain: () => void;
}

export function ConnectionNotice({ status, fallbackLink, onTryAgain }: Props) {
  const { t } = useWords();
  const keys = troubleKeys(status);
  const [wasTroubled, setWasTroubled] = useState(false);
  if (keys !== undefined && !wasTroubled) setWasTroubled(true);
  return (
    <div className={keys ? `trouble-strip trouble-${status}` : 'trouble-none'}>
      {/* Always in the tree, since a screen reader only tells of changes in what it knew before; the one live region
          for the connection, and without the button, which is no news. */}
      <div className="trouble" role="status">
        {keys && <p key={keys.sentence}>{t(keys.sentence)}</p>}
        {status === 'lost' && <Elsewhere link={fallbackLink} />}
        {status === 'blocked' && (
          <p>
            <a href={PLAIN_PATH}>{t('chat:trouble.plain')}</a>
          </p>
        )}
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

/** So long a host may take to come back at its old address before somebody needs to look for another one. */
const LOOK_ELSEWHERE_AFTER_MS = 15_000;

/** The host may have another address now; with nothing said, it comes back at the one it had. */
function Elsewhere({ link }: { readonly link: string | undefined }) {
  const { t } = useWords();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), LOOK_ELSEWHERE_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!late) return null;
  if (link === undefined) return <p>{t('chat:trouble.moved')}</p>;
  return (
    <p>
      <Sentence
        text={t('chat:trouble.elsewhere', { address: mark(0) })}
        slots={[
          <a key="link" href={link} dir="ltr">
            {link}
          </a>,
        ]}
      />
    </p>
  );
}
