/** Where the host listens: the address it binds, the link by which guests reach it, and why it cannot listen there. */
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import type { Running, HostProblem } from '../../../contract/ipc/host-state.ts';
import { bracketed, isLoopback } from '../../http/guard.ts';
import { errorText } from '../../../contract/error-text.ts';
import { isEvery } from '../../lan/look-up-adapter.ts';
import { nextFreePort } from '../../lan/free-port.ts';

/** Where to listen. The command line can be more exact than the window. */
export interface BindTarget extends Omit<StartOptions, 'adapter' | 'address'> {
  readonly adapter: string;
  readonly address: string;
  /** 0 selects any free port. */
  readonly port: number;
  /** This exact address was requested: the host waits for it and does not switch to another one of the adapter. */
  readonly exact?: boolean;
}

/** Uses the chosen address if the adapter still has it, otherwise the adapter's first. */
export function bindTargetOn(choice: StartOptions, adapters: readonly Adapter[]): BindTarget | HostProblem {
  const { addresses = [] } = adapters.find(({ name }) => name === choice.adapter) ?? {};
  const address = addresses.find((each) => each === choice.address) ?? addresses[0];
  return address === undefined ? { code: 'adapter-gone', adapter: choice.adapter } : { ...choice, address };
}

/**
 * Builds the state that others see.
 *
 * @param linkAddress the address in the current link; it stays as long as this computer has it
 */
export function running(
  { adapter, address, port, room }: Omit<Running, 'kind' | 'link' | 'shareable' | 'since'>,
  adapters: readonly Adapter[],
  since: number,
  linkAddress?: string,
): Running {
  const host = isEvery(address) ? addressInLink(adapters, linkAddress) : address;
  const link = linkOf(host, port);
  const shareable = !isLoopback(host);
  return { kind: 'running', link, shareable, adapter, address, port, room, since };
}

function linkOf(address: string, port: number): string {
  return `http://${bracketed(address)}${port === 80 ? '' : `:${port}`}`;
}

/** 0.0.0.0 cannot be opened in a browser: the link uses the address that guests most likely share. */
function addressInLink(adapters: readonly Adapter[], linkAddress: string | undefined): string {
  const isKept = adapters.some(
    ({ addresses }) => linkAddress !== undefined && addresses.includes(linkAddress),
  );
  return (
    (isKept ? linkAddress : undefined) ??
    adapters.find(({ suggested }) => suggested)?.addresses[0] ??
    '127.0.0.1'
  );
}

/** The link that the host would have if it lost its address; `undefined` if there is no other address. */
export function fallbackLinkOf(
  { adapter, address, port, link }: Running,
  adapters: readonly Adapter[],
): string | undefined {
  const current = new URL(link).hostname.replace(/^\[|\]$/g, '');
  const own = adapters.filter(({ name, kind }) =>
    isEvery(address) ? kind !== 'every' && kind !== 'loopback' : name === adapter,
  );
  const others = own.flatMap(({ addresses }) => addresses).filter((other) => other !== current);
  const other = others.find((each) => each.includes(':') === current.includes(':')) ?? others[0];
  return other === undefined ? undefined : linkOf(other, port);
}

/** Translates an error of `listen` into a problem. */
export async function troubleOf(
  error: unknown,
  { address, port }: Pick<BindTarget, 'address' | 'port'>,
): Promise<HostProblem> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') {
    const free = await nextFreePort(address, port);
    return { code: 'port-busy', port, ...(free !== undefined && { free }) };
  }
  if (code === 'EACCES') return { code: 'port-forbidden', port };
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EINVAL')
    return { code: 'address-gone', address };
  return failed(error);
}

export function failed(error: unknown): HostProblem {
  return { code: 'failed', detail: errorText(error) };
}
