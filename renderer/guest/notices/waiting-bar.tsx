/** To a moderator: that something waits to be let through, and the way to it. */
import { useWords } from '../../ui/language/use-words.ts';

export function WaitingBar({ count, onOpen }: { readonly count: number; readonly onOpen: () => void }) {
  const { t } = useWords();
  return (
    <div className="waiting-bar">
      <p role="status">{t('shared:order.waiting-count', { count })}</p>
      <button type="button" className="secondary" aria-haspopup="dialog" onClick={onOpen}>
        {t('shared:order.look')}
      </button>
    </div>
  );
}
