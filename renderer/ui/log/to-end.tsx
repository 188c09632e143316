/** The button that scrolls to the newest messages, with the number of unread ones. */
import { useWords } from '../language/use-translation.ts';

export function ToEnd({ unread, onGo }: { readonly unread: number; readonly onGo: () => void }) {
  const { t } = useWords();
  return (
    <button type="button" className={unread > 0 ? 'to-end to-end-new' : 'to-end'} onClick={onGo}>
      {unread > 0 ? t('shared:log.new', { count: unread }) : t('shared:log.to-latest')}{' '}
      <span aria-hidden="true">↓</span>
    </button>
  );
}
