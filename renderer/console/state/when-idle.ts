/** Does something once the window has drawn what it knows, or soon anyway. */

/** A window that is never done, or that nobody sees, is told so often at least. */
const SOON_MS = 200;

export function whenIdle(act: () => void): void {
  requestIdleCallback(act, { timeout: SOON_MS });
}
