/** The notification settings stored in this browser. */
import { readStored, writeStored } from '../../ui/browser/browser-services.ts';
import { isPhone } from '../connection/wake.ts';

export interface NotificationChoices {
  readonly sound: boolean;
  /** System notifications while the page is hidden. */
  readonly system: boolean;
}

const KEY = 'porchlight-notices';

/** Sound is off by default on phones. */
export function readNotificationChoices(): NotificationChoices {
  const stored = readStored('local', KEY);
  if (stored === undefined) return { sound: !isPhone(), system: false };
  return { sound: stored.includes('sound'), system: stored.includes('system') };
}

export function writeNotificationChoices({ sound, system }: NotificationChoices): void {
  const chosen = [...(sound ? ['sound'] : []), ...(system ? ['system'] : [])];
  writeStored('local', KEY, chosen.join(' '));
}
