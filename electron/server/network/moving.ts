/**
 * Where a host that is on is next: where it was, elsewhere, or nowhere for now. It binds by what it is handed, and
 * refuses to know servers.
 */
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { Hosting, Running } from '../../../contract/ipc/host-state.ts';
import { lookUpAdapter, type AdapterIdentity } from '../../lan/look-up-adapter.ts';
import { running, troubleOf } from './bind-target.ts';

/** Rejects with Node's own error where it cannot be bound. */
export type Listen = (address: string, port: number) => Promise<unknown>;

/** Its next state: the same object if nothing is new. */
export async function moved(
  lit: Hosting,
  known: Pick<AdapterIdentity, 'mac' | 'exact'>,
  adapters: readonly Adapter[],
  listen: Listen,
): Promise<Hosting> {
  const found = lookUpAdapter({ ...lit, ...known }, adapters);
  switch (found.kind) {
    case 'gone': {
      const { address } = lit;
      return unlessSame(lit, { ...lit, kind: 'degraded', trouble: { code: 'address-gone', address } });
    }
    case 'there':
      return settled(lit, at(lit, found.adapter?.name ?? lit.adapter, lit.address, adapters), listen);
    case 'moved':
      return settled(lit, at(lit, found.adapter.name, found.address, adapters), listen);
    default:
      return found satisfies never;
  }
}

function at(lit: Hosting, adapter: string, address: string, adapters: readonly Adapter[]): Running {
  const shown = new URL(lit.link).hostname.replace(/^\[|\]$/g, '');
  return running({ ...lit, adapter, address }, adapters, lit.since, shown);
}

/** Who was connected stays so, as far as the network lets them. */
async function settled(lit: Hosting, next: Running, listen: Listen): Promise<Hosting> {
  try {
    // After its address was away a socket may be deaf, whatever the system says of it.
    if (lit.kind === 'degraded' || next.address !== lit.address) await listen(next.address, next.port);
    return unlessSame(lit, next);
  } catch (error) {
    return unlessSame(lit, { ...next, kind: 'degraded', trouble: await troubleOf(error, next) });
  }
}

function unlessSame(before: Hosting, now: Hosting): Hosting {
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(now)) ? before : now;
}

/** However it was put together. */
function sorted(lit: Hosting): [string, unknown][] {
  return Object.entries(lit).sort(([a], [b]) => (a < b ? -1 : 1));
}
