/** Notices that the page may have slept, when no socket can be trusted whatever its state says. */

/** Shorter than this, no phone has put the page to sleep. */
const HIDDEN_SHORT_MS = 3_000;

/** Calls back after waking, after coming out of the page cache, and when the network is back. Returns its end. */
export function onWake(woke: () => void): () => void {
  let hiddenSince = document.hidden ? performance.now() : undefined;
  const changed = () => {
    if (document.hidden) {
      hiddenSince = performance.now();
      return;
    }
    const slept = hiddenSince !== undefined && performance.now() - hiddenSince > HIDDEN_SHORT_MS;
    hiddenSince = undefined;
    if (slept) woke();
  };
  const shown = (event: PageTransitionEvent) => {
    if (event.persisted) woke();
  };
  document.addEventListener('visibilitychange', changed);
  addEventListener('pageshow', shown);
  addEventListener('online', woke);
  return () => {
    document.removeEventListener('visibilitychange', changed);
    removeEventListener('pageshow', shown);
    removeEventListener('online', woke);
  };
}
