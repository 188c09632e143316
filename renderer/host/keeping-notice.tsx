/** What the host must know of the history: that it is failing, or that a damaged one was put aside. */
import { useState } from 'react';
import type { Keeping } from '../../contract/house.ts';
import { useWords } from '../ui/use-words.ts';

export function KeepingNotice({ keeping }: { readonly keeping: Keeping }) {
  const { t } = useWords();
  const [understood, setUnderstood] = useState<string>();
  if (keeping.kind === 'failing') {
    const detail = keeping.detail.replace(/[.\s]+$/u, '');
    return (
      <div className="notice notice-bad" role="alert">
        <p dir="auto">{t(`console:keeping.${keeping.why}`, { detail })}</p>
      </div>
    );
  }
  const aside = keeping.kind === 'saved' ? keeping.aside : undefined;
  if (aside === undefined || aside === understood) return null;
  return (
    <div className="notice" role="status">
      <p dir="auto">{t('console:keeping.aside', { name: aside })}</p>
      <button type="button" className="button" onClick={() => setUnderstood(aside)}>
        {t('console:keeping.understood')}
      </button>
    </div>
  );
}
