/** A hook that notifies the person of messages they do not see: by sound, system notification or toast. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import { chime } from '../../ui/browser/chime.ts';
import { messageExcerpt } from '../state/excerpt.ts';
import type { UnseenMessage } from '../state/unseen-message.ts';
import { readNotificationChoices } from './notification-choices.ts';
import type { ChatClient } from '../session/chat-client.ts';
import { showSystemNotification } from './system-notification.ts';

/** Limits the sound in busy rooms. */
const SOUND_EVERY_MS = 3_000;
const TOASTS_MAX = 3;
/** Systems show no more than this. */
const BODY_LENGTH_MAX = 200;

export interface Toast {
  readonly unseen: UnseenMessage;
  readonly key: string;
}

export interface NotificationState {
  readonly toasts: readonly Toast[];
  readonly dismiss: (key: string) => void;
}

export function useNotifications(session: ChatClient): NotificationState {
  const { t } = useWords();
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const soundAt = useRef(-Infinity);
  useEffect(
    () =>
      session.onUnseenMessage((unseen) => {
        const { message, room, hidden, elsewhere } = unseen;
        const choices = readNotificationChoices();
        if (choices.sound && performance.now() - soundAt.current > SOUND_EVERY_MS) {
          soundAt.current = performance.now();
          chime();
        }
        if (choices.system && hidden) {
          const title =
            room === '' ? message.from.name : t('chat:notifications.from', { name: message.from.name, room });
          showSystemNotification(title, messageExcerpt(message).slice(0, BODY_LENGTH_MAX), message.room, () =>
            session.jumpTo(message.seq, message.room),
          );
        }
        if (!elsewhere || hidden) return;
        const key = `${message.room} ${message.seq}`;
        // One toast per room, with the latest message.
        setToasts((now) =>
          [...now.filter((toast) => toast.unseen.message.room !== message.room), { unseen, key }].slice(
            -TOASTS_MAX,
          ),
        );
      }),
    [session, t],
  );
  const dismiss = useCallback(
    (key: string) => setToasts((now) => now.filter((toast) => toast.key !== key)),
    [],
  );
  return { toasts, dismiss };
}
