/**
 * System notifications. Browsers allow them only in a secure context (https or localhost) and after the person
 * agreed.
 */
import { notificationService } from '../../ui/browser/browser-services.ts';

/** `never`: not available to this page. `blocked`: denied in the browser's settings. */
export type SystemNotifications = 'never' | 'ask' | 'allowed' | 'blocked';

export function systemNotifications(): SystemNotifications {
  const service = isSecureContext ? notificationService() : undefined;
  if (service === undefined) return 'never';
  switch (service.permission) {
    case 'granted':
      return 'allowed';
    case 'denied':
      return 'blocked';
    case 'default':
      return 'ask';
  }
}

export async function requestSystemNotifications(): Promise<SystemNotifications> {
  if (systemNotifications() === 'ask') await notificationService()?.requestPermission();
  return systemNotifications();
}

/** @param tag a later notification with the same tag replaces this one */
export function showSystemNotification(
  title: string,
  body: string,
  tag: string,
  onPressed: () => void,
): void {
  const Notice = notificationService();
  if (Notice === undefined || systemNotifications() !== 'allowed') return;
  try {
    const notice = new Notice(title, { body, tag });
    notice.onclick = () => {
      focus();
      onPressed();
      notice.close();
    };
  } catch (error) {
    // Chrome on Android has the class but throws, because only service workers may use it.
    if (!(error instanceof TypeError)) throw error;
  }
}
