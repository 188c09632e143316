/** A hook that puts the open room and the number of unread messages into the window title. */
import { useEffect } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Conversation } from '../state/conversation.ts';
import { openView, titleOf, unreadIn } from '../state/rooms.ts';

export function useTitle(conversation: Conversation): void {
  const { t } = useWords();
  const view = openView(conversation);
  const room = view === undefined ? '' : titleOf(view.room);
  const count = unreadIn(conversation);
  useEffect(() => {
    if (room === '') document.title = t('chat:title.page');
    else
      document.title = count > 0 ? t('chat:title.unread', { room, count }) : t('chat:title.room', { room });
  }, [t, room, count]);
}
