/** The way back to the newest messages, and how many of them have not been seen. */
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
