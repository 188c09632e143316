/** What a terminal is told when the host loses its network, and when it has one again. Pure. */
import { hostingIn, type Degraded, type HostState } from '../../contract/ipc/host-state.ts';
import type { Translate } from '../../locales/translate.ts';
import { isEvery } from '../lan/look-up-adapter.ts';

export interface StateNews {
  readonly sentence: string;
  /** The link that people need now, where that is another one. */
  readonly link?: string;
}

/** `undefined` where nothing is to be told: the light goes on and off in words of their own. */
export function stateNews(before: HostState, now: HostState, t: Translate): StateNews | undefined {
  const was = hostingIn(before);
  if (was === undefined) return undefined;
  if (now.kind === 'degraded') return { sentence: degradedSentence(now, t) };
  if (now.kind !== 'running') return undefined;
  if (now.link !== was.link)
    return { sentence: t('host:network.new-link', { url: now.link }), link: now.link };
  return was.kind === 'degraded' ? { sentence: t('host:network.back', { url: now.link }) } : undefined;
}

function degradedSentence({ adapter, address, port, trouble }: Degraded, t: Translate): string {
  if (trouble.code !== 'address-gone') return t('host:network.blocked', { adapter, port });
  if (isEvery(address) || adapter === '') return t('host:network.no-network');
  return t('host:network.address-gone', { adapter, address });
}
