/** Declares `window.host`, which the preload script provides. */
import type { HostBridge } from '../../contract/ipc/bridge.ts';

declare global {
  interface Window {
    readonly host: HostBridge;
  }
}
