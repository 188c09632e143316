/** Polls one person's connection while mounted. The server records its frames only that long. */
import { useEffect, useState } from 'react';
import type { ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';
import type { HostConsole } from '../state/host-console.ts';

const LOOK_EVERY_MS = 1_000;

/** `undefined` until the first answer, `null` if there is no connection. */
export function useInspection(host: HostConsole, id: string): ConnectionInspection | null | undefined {
  const [inspection, setInspection] = useState<ConnectionInspection | null>();
  useEffect(() => {
    let gone = false;
    const look = async () => {
      const seen = await host.api.call('inspect', { id }).catch(() => null);
      if (!gone) setInspection((before) => seen ?? before ?? null);
    };
    void look();
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    return () => {
      gone = true;
      clearInterval(timer);
    };
  }, [host, id]);
  return inspection;
}
