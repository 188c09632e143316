/** How the person wants to be told of news, as this browser remembers it. */
import { readStored, writeStored } from '../../ui/browser/browser-services.ts';
import { isPhone } from '../connection/wake.ts';

export interface NotificationChoices {
  readonly sound: boolean;
  /** By the system, while the page is not seen. */
  readonly system: boolean;
}

const KEY = 'porchlight-notices';

/** A phone in a full room makes no sound until it is asked to. */
export function readNotificationChoices(): NotificationChoices {
  const stored = readStored('local', KEY);
  if (stored === undefined) return { sound: !isPhone(), system: false };
  return { sound: stored.includes('sound'), system: stored.includes('system') };
}

export function writeNotificationChoices({ sound, system }: NotificationChoices): void {
  const chosen = [...(sound ? ['sound'] : []), ...(system ? ['system'] : [])];
  writeStored('local', KEY, chosen.join(' '));
}
