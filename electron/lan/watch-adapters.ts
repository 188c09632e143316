/** Notices that a network came, went, or changed its address. No system tells Node, so it looks now and then. */
import type { Adapter } from '../../contract/ipc.ts';
import { readAdapters } from './adapters.ts';

const LOOK_EVERY_MS = 2_000;

/** Calls `changed` with the new list whenever it is another one. Returns what ends it. */
export function watchAdapters(changed: (adapters: readonly Adapter[]) => void): () => void {
  let known: string | undefined;
  let looking = false;
  const look = async () => {
    // A slow system must not be asked twice at once.
    if (looking) return;
    looking = true;
    const adapters = await readAdapters().finally(() => (looking = false));
    const now = JSON.stringify(adapters);
    if (known !== undefined && known !== now) changed(adapters);
    known = now;
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
