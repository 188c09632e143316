/** Decides where a running host listens next: on the same address, on another, or on none for now. */
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { Hosting, Running } from '../../../contract/ipc/host-state.ts';
import { lookUpAdapter, type AdapterIdentity } from '../../lan/look-up-adapter.ts';
import { running, troubleOf } from './bind-target.ts';

/** Rejects with Node's own error if the address cannot be bound. */
export type Listen = (address: string, port: number) => Promise<unknown>;

/** Returns the next state, or the same object if nothing changed. */
export async function moved(
  hosting: Hosting,
  identity: Pick<AdapterIdentity, 'mac' | 'exact'>,
  adapters: readonly Adapter[],
  listen: Listen,
): Promise<Hosting> {
  const found = lookUpAdapter({ ...hosting, ...identity }, adapters);
  switch (found.kind) {
    case 'gone': {
      const { address } = hosting;
      return keepIfSame(hosting, {
        ...hosting,
        kind: 'degraded',
        trouble: { code: 'address-gone', address },
      });
    }
    case 'there':
      return listenOn(
        hosting,
        runningAt(hosting, found.adapter?.name ?? hosting.adapter, hosting.address, adapters),
        listen,
      );
    case 'moved':
      return listenOn(hosting, runningAt(hosting, found.adapter.name, found.address, adapters), listen);
    default:
      return found satisfies never;
  }
}

function runningAt(
  hosting: Hosting,
  adapter: string,
  address: string,
  adapters: readonly Adapter[],
): Running {
  const shown = new URL(hosting.link).hostname.replace(/^\[|\]$/g, '');
  return running({ ...hosting, adapter, address }, adapters, hosting.since, shown);
}

/** Connected guests stay connected as far as the network allows it. */
async function listenOn(hosting: Hosting, next: Running, listen: Listen): Promise<Hosting> {
  try {
    // A socket whose address was gone may no longer receive connections, even if the system reports it as listening.
    if (hosting.kind === 'degraded' || next.address !== hosting.address)
      await listen(next.address, next.port);
    return keepIfSame(hosting, next);
  } catch (error) {
    return keepIfSame(hosting, { ...next, kind: 'degraded', trouble: await troubleOf(error, next) });
  }
}

function keepIfSame(before: Hosting, now: Hosting): Hosting {
  return JSON.stringify(sorted(before)) === JSON.stringify(sorted(now)) ? before : now;
}

/** The order of the keys does not matter. */
function sorted(hosting: Hosting): [string, unknown][] {
  return Object.entries(hosting).sort(([a], [b]) => (a < b ? -1 : 1));
}
