/** Where the host is: the address that it binds, the link by which others reach it, and why it cannot be there. */
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import type { Running, HostProblem } from '../../../contract/ipc/host-state.ts';
import { bracketed, isLoopback } from '../../http/guard.ts';
import { isEvery } from '../../lan/look-up-adapter.ts';
import { nextFreePort } from '../../lan/free-port.ts';

/** Where to host, as the command line can say it more exactly than the window. */
export interface BindTarget extends Omit<StartOptions, 'adapter' | 'address'> {
  readonly adapter: string;
  readonly address: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** This very address was asked for: the host waits for it, and takes no other one of the adapter. */
  readonly exact?: boolean;
}

/** On an adapter's chosen address as long as it has that one, else on its first. */
export function bindTargetOn(choice: StartOptions, adapters: readonly Adapter[]): BindTarget | HostProblem {
  const { addresses = [] } = adapters.find(({ name }) => name === choice.adapter) ?? {};
  const address = addresses.find((each) => each === choice.address) ?? addresses[0];
  return address === undefined ? { code: 'adapter-gone', adapter: choice.adapter } : { ...choice, address };
}

/**
 * What others see of a place.
 *
 * @param shown the address in the link until now; it stays as long as this computer has it
 */
export function running(
  { adapter, address, port, room }: Omit<Running, 'kind' | 'link' | 'shareable' | 'since'>,
  adapters: readonly Adapter[],
  since: number,
  shown?: string,
): Running {
  const named = isEvery(address) ? addressInLink(adapters, shown) : address;
  const link = linkOf(named, port);
  const shareable = !isLoopback(named);
  return { kind: 'running', link, shareable, adapter, address, port, room, since };
}

function linkOf(address: string, port: number): string {
  return `http://${bracketed(address)}${port === 80 ? '' : `:${port}`}`;
}

/** Nobody can open 0.0.0.0: the link names the address that others most likely share. */
function addressInLink(adapters: readonly Adapter[], shown: string | undefined): string {
  const kept = adapters.some(({ addresses }) => shown !== undefined && addresses.includes(shown));
  return (
    (kept ? shown : undefined) ?? adapters.find(({ suggested }) => suggested)?.addresses[0] ?? '127.0.0.1'
  );
}

/** The link of the address that the host would take if it lost its own; `undefined` if there is none. */
export function fallbackLinkOf(
  { adapter, address, port, link }: Running,
  adapters: readonly Adapter[],
): string | undefined {
  const mine = new URL(link).hostname.replace(/^\[|\]$/g, '');
  const own = adapters.filter(({ name, kind }) =>
    isEvery(address) ? kind !== 'every' && kind !== 'loopback' : name === adapter,
  );
  const others = own.flatMap(({ addresses }) => addresses).filter((other) => other !== mine);
  const other = others.find((each) => each.includes(':') === mine.includes(':')) ?? others[0];
  return other === undefined ? undefined : linkOf(other, port);
}

/** Why it could not be bound. */
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
  return { code: 'failed', detail: error instanceof Error ? error.message : String(error) };
}
