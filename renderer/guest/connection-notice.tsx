/**
 * A strip that reports connection problems with a button to retry. When the connection is back, only screen
 * readers hear about it.
 */
import { useEffect, useState } from 'react';
import { PLAIN_PATH } from '../../contract/wire/wire.ts';
import { mark, Sentence } from '../ui/text/sentence.tsx';
import { useWords } from '../ui/language/use-translation.ts';
import type { Conversation } from './state/conversation.ts';
import { troubleKeys } from './language/status-keys.ts';

interface Props {
  readonly status: Conversation['status']['is'];
  /** The host's second address, if it announced one. */
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
      {/* Always rendered, because screen readers announce changes only inside elements they already know. This
         is the only live region for the connection. The button stays outside because it is not part of the
         announcement. */}
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

/** How long a host may take to come back at its old address before the page suggests another one. */
const LOOK_ELSEWHERE_AFTER_MS = 15_000;

/** Suggests the fallback address, or how to find the host if there is none. */
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
