/** Polls the use of resources by network while mounted, and keeps the order of rows stable. */
import { useEffect, useState } from 'react';
import type { Usage } from '../../../contract/ipc/network-usage.ts';
import type { HostConsole } from '../state/host-console.ts';
import { keepRows, type NetworkRow } from './network-rows.ts';

const LOOK_EVERY_MS = 1_000;

export interface Seen {
  readonly usage: Usage;
  readonly rows: readonly NetworkRow[];
}

/** `undefined` until the first answer. */
export function useNetworkUsage(host: Pick<HostConsole, 'api'>): Seen | undefined {
  const [seen, setSeen] = useState<Seen>();
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const usage = await host.api.call('networkUsage', null).catch(() => null);
      if (gone || usage === null) return;
      setSeen((before) => ({ usage, rows: keepRows(before?.rows ?? [], usage.networks) }));
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [host]);
  return seen;
}
