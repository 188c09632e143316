/** The hook for the page's icon: a dot on it while something is unread. */
import { useEffect } from 'react';
import calm from '../../ui/page/lamp.svg';
import news from '../../ui/page/lamp-news.svg';

export function useFavicon(unread: boolean): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (icon !== null) icon.href = unread ? news : calm;
  }, [unread]);
}
