/**
 * Notices by the system, where the browser gives them to this page: only to one that came over https or from this
 * very computer (a secure context), and only after the person allowed it.
 */
import { noticeService } from '../../ui/browser/browser-services.ts';

/** `never`: this page cannot have them. `blocked`: the person refused them, in the browser's own settings by now. */
export type SystemNotifications = 'never' | 'ask' | 'allowed' | 'blocked';

export function systemNotifications(): SystemNotifications {
  const service = isSecureContext ? noticeService() : undefined;
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
  if (systemNotifications() === 'ask') await noticeService()?.requestPermission();
  return systemNotifications();
}

/** @param tag a later notice of the same tag takes its place */
export function showSystemNotification(
  title: string,
  body: string,
  tag: string,
  onPressed: () => void,
): void {
  const Notice = noticeService();
  if (Notice === undefined || systemNotifications() !== 'allowed') return;
  try {
    const notice = new Notice(title, { body, tag });
    notice.onclick = () => {
      focus();
      onPressed();
      notice.close();
    };
  } catch (error) {
    // Chrome on Android has the class and gives notices to service workers alone.
    if (!(error instanceof TypeError)) throw error;
  }
}
