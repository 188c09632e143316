/** A hook that puts a dot on the page's icon while there are unread messages. */
import { useEffect } from 'react';
import lamp from '../../ui/page/lamp.svg';
import lampUnread from '../../ui/page/lamp-news.svg';

export function useFavicon(unread: boolean): void {
  useEffect(() => {
    const icon = document.querySelector<HTMLLinkElement>('link[rel=icon]');
    if (icon !== null) icon.href = unread ? lampUnread : lamp;
  }, [unread]);
}
