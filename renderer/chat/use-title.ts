/** The hook for the window's title: the room, and how many messages came while nobody looked. */
import { useEffect, useState } from 'react';
import { useWords } from '../ui/use-words.ts';
import type { Conversation } from './conversation.ts';
import { useHidden } from './use-media.ts';

export function useTitle({ room, entries, you }: Conversation): void {
  const { t, language } = useWords();
  const hidden = useHidden();
  const last = entries[entries.length - 1]?.seq ?? 0;
  const [seen, setSeen] = useState(last);
  if (!hidden && seen !== last) setSeen(last);
  const count = hidden
    ? entries.filter((entry) => entry.type === 'message' && entry.seq > seen && entry.from.id !== you?.id)
        .length
    : 0;
  useEffect(() => {
    document.documentElement.lang = language;
    if (room === '') document.title = t('chat:title.page');
    else
      document.title = count > 0 ? t('chat:title.unread', { room, count }) : t('chat:title.room', { room });
  }, [t, language, room, count]);
}
