/** Tells the compiler what the preload script puts on the window. It refuses to know how it got there. */
import type { HostBridge } from '../../contract/ipc/bridge.ts';

declare global {
  interface Window {
    readonly host: HostBridge;
  }
}
