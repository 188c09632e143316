/** Shown instead of the page when it fails, with ways to continue. */
import { Lamp } from '../ui/page/lamp.tsx';
import { useWords } from '../ui/language/use-translation.ts';

export function PageFailed() {
  const { t } = useWords();
  return (
    <main className="join join-removed" role="alert">
      <div className="join-lamp">
        <Lamp on={false} />
      </div>
      <h1>{t('chat:failed.title')}</h1>
      <div className="join-form">
        <p className="join-lead">{t('chat:failed.text')}</p>
        <button className="secondary" type="button" onClick={() => location.reload()}>
          {t('chat:failed.reload')}
        </button>
        <p className="join-lead">
          <a href="/basic">{t('chat:failed.basic')}</a>
        </p>
        <p className="join-lead">
          <a href="/plain">{t('chat:failed.plain')}</a>
        </p>
      </div>
    </main>
  );
}
