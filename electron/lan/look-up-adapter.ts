/**
 * Where a host that is on should be now: its adapter may have lost its address, got another one, or be called
 * something else. Pure: it refuses to know what is open.
 */
import type { Adapter } from '../../contract/ipc/adapter.ts';

/** What it stands on. */
export interface AdapterIdentity {
  /** {@link Adapter.name}; empty when the address was given without one. */
  readonly adapter: string;
  readonly mac?: string;
  readonly address: string;
  /** This very address was asked for: no other one will do. */
  readonly exact: boolean;
}

export type AdapterLookup =
  /** `adapter` has the address, under whichever name. */
  | { readonly kind: 'there'; readonly adapter: Adapter | undefined }
  /** The adapter is there, under another address. */
  | { readonly kind: 'moved'; readonly adapter: Adapter; readonly address: string }
  | { readonly kind: 'gone' };

export function lookUpAdapter(footing: AdapterIdentity, adapters: readonly Adapter[]): AdapterLookup {
  const { address, exact } = footing;
  if (isEvery(address)) return followAll(adapters);
  const singles = adapters.filter(({ kind }) => kind !== 'every');
  const holder = singles.find(({ addresses }) => addresses.includes(address));
  if (holder !== undefined) return { kind: 'there', adapter: holder };
  const adapter = knownAgain(footing, singles);
  const next = adapter && likest(address, adapter.addresses);
  if (exact || adapter === undefined || next === undefined) return { kind: 'gone' };
  return { kind: 'moved', adapter, address: next };
}

/** On every network it is there as long as there is one that others may be on. */
function followAll(adapters: readonly Adapter[]): AdapterLookup {
  const every = adapters.find(({ kind }) => kind === 'every');
  const any = adapters.some(
    ({ kind, addresses }) => kind !== 'every' && kind !== 'loopback' && addresses.length > 0,
  );
  return any ? { kind: 'there', adapter: every } : { kind: 'gone' };
}

/** By its name; only if nobody has that any more, by its hardware, which bridges and their cables share. */
function knownAgain({ adapter, mac }: AdapterIdentity, adapters: readonly Adapter[]): Adapter | undefined {
  const named = adapters.find(({ name }) => name === adapter);
  if (named !== undefined || mac === undefined) return named;
  return adapters.find((each) => each.mac === mac && each.addresses.length > 0);
}

/** Whoever chose IPv4 gets IPv4 again, if there is one. */
function likest(address: string, others: readonly string[]): string | undefined {
  return others.find((other) => other.includes(':') === address.includes(':')) ?? others[0];
}

/** Stands for all addresses (RFC 1122 §3.2.1.3, RFC 4291 §2.5.2). */
export function isEvery(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}
