/**
 * Finds where a running host should listen now: its adapter may have lost its address, received another one, or changed
 * its name. Pure.
 */
import type { Adapter } from '../../contract/ipc/adapter.ts';

/** The adapter and address that the host was started on. */
export interface AdapterIdentity {
  /** {@link Adapter.name}; empty if the address was given without an adapter. */
  readonly adapter: string;
  readonly mac?: string;
  readonly address: string;
  /** This exact address was requested: no other one will do. */
  readonly exact: boolean;
}

export type AdapterLookup =
  /** `adapter` has the address, possibly under another name. */
  | { readonly kind: 'there'; readonly adapter: Adapter | undefined }
  /** The adapter exists, with another address. */
  | { readonly kind: 'moved'; readonly adapter: Adapter; readonly address: string }
  | { readonly kind: 'gone' };

export function lookUpAdapter(identity: AdapterIdentity, adapters: readonly Adapter[]): AdapterLookup {
  const { address, exact } = identity;
  if (isEvery(address)) return lookUpAll(adapters);
  const singles = adapters.filter(({ kind }) => kind !== 'every');
  const holder = singles.find(({ addresses }) => addresses.includes(address));
  if (holder !== undefined) return { kind: 'there', adapter: holder };
  const adapter = findAdapter(identity, singles);
  const next = adapter && preferSameFamily(address, adapter.addresses);
  if (exact || adapter === undefined || next === undefined) return { kind: 'gone' };
  return { kind: 'moved', adapter, address: next };
}

/** On all networks, the host stays as long as there is any usable network. */
function lookUpAll(adapters: readonly Adapter[]): AdapterLookup {
  const every = adapters.find(({ kind }) => kind === 'every');
  const any = adapters.some(
    ({ kind, addresses }) => kind !== 'every' && kind !== 'loopback' && addresses.length > 0,
  );
  return any ? { kind: 'there', adapter: every } : { kind: 'gone' };
}

/** By name first. If that name is gone, by MAC address, which a bridge and its port may share. */
function findAdapter({ adapter, mac }: AdapterIdentity, adapters: readonly Adapter[]): Adapter | undefined {
  const named = adapters.find(({ name }) => name === adapter);
  if (named !== undefined || mac === undefined) return named;
  return adapters.find((each) => each.mac === mac && each.addresses.length > 0);
}

/** Prefers an address of the same family. */
function preferSameFamily(address: string, others: readonly string[]): string | undefined {
  return others.find((other) => other.includes(':') === address.includes(':')) ?? others[0];
}

/** Whether the address stands for all interfaces (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
export function isEvery(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
