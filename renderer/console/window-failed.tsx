/** What stands in the window when drawing it fails: that the chat goes on, and the way to draw it again. */
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
