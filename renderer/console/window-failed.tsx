/** Shown when rendering the window fails: says that the chat goes on, and offers to reload the window. */
import { useWords } from '../ui/language/use-translation.ts';

export function WindowFailed({ onAgain }: { readonly onAgain: () => void }) {
  const { t } = useWords();
  return (
    <main className="unreachable" role="alert">
      <h1>{t('console:failed.title')}</h1>
      <p>{t('console:failed.text')}</p>
      <button type="button" className="button primary" onClick={onAgain}>
        {t('console:failed.again')}
      </button>
    </main>
  );
}
