/** The terminal's messages about losing and regaining the network. Pure. */
import { hostingIn, type Degraded, type HostState } from '../../contract/ipc/host-state.ts';
import type { Translate } from '../../locales/translate.ts';
import { isEvery } from '../lan/look-up-adapter.ts';

export interface StateNews {
  readonly sentence: string;
  /** The link that guests need now, if it changed. */
  readonly link?: string;
}

/** `undefined` if there is nothing to report: starting and stopping have messages of their own. */
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
