/** Declares `window.host`, which the preload script provides. */
import type { HostBridge } from '../../contract/ipc/ipc.ts';

declare global {
  interface Window {
    readonly host: HostBridge;
  }
}
