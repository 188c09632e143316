/** Tells moderators how many messages wait for approval. */
import { useWords } from '../../ui/language/use-translation.ts';

export function PendingBar({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  const { t } = useWords();
  return (
    <div className="pending-bar">
      <p role="status">{t('shared:moderation.queue-count', { count })}</p>
      <button type="button" className="secondary" aria-haspopup="dialog" onClick={onOpen}>
        {t('shared:moderation.review')}
      </button>
    </div>
  );
}
