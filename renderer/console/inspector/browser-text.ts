/** How a guest is connected, as text: browser and system, or plain-text client. */
import type { ConnectedPerson } from '../../../contract/ipc/connected-person.ts';
import type { Translate } from '../../../locales/translate.ts';
import { browserName } from './browser-name.ts';

type Came = Pick<ConnectedPerson, 'via' | 'userAgent'>;

/** A cache by header: there are as many entries as kinds of browsers. */
const KNOWN_MAX = 500;
const known = new Map<string, ReturnType<typeof browserName>>();

export function browserWords({ via, userAgent }: Came, t: Translate): string {
  if (via === 'plain') return t('console:people.plain');
  const { browser, system } = read(userAgent);
  if (browser !== undefined && system !== undefined)
    return t('console:people.browser-on', { browser, system });
  return browser ?? system ?? t('console:people.browser-unknown');
}

function read(userAgent: string): ReturnType<typeof browserName> {
  const name = known.get(userAgent) ?? browserName(userAgent);
  if (known.size >= KNOWN_MAX) known.clear();
  known.set(userAgent, name);
  return name;
}
