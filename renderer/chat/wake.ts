/** Notices that the page is seen, or no more; and that it may have slept, when no socket can be trusted. */

/** Shorter than this, no desktop has put the page to sleep. A phone may do so at once. */
const HIDDEN_SHORT_MS = 3_000;

export function isPhone(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/** Calls back after waking, after coming out of the page cache, and when the network is back. Returns its end. */
export function onWake(woke: () => void): () => void {
  let hiddenSince = document.hidden ? performance.now() : undefined;
  const changed = () => {
    if (document.hidden) {
      hiddenSince = performance.now();
      return;
    }
    const hiddenMs = hiddenSince === undefined ? 0 : performance.now() - hiddenSince;
    const slept = hiddenSince !== undefined && (isPhone() || hiddenMs > HIDDEN_SHORT_MS);
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

/** Calls back when the page is hidden, and when it is seen again. Returns its end. */
export function onHidden(changed: (hidden: boolean) => void): () => void {
  const listener = () => changed(document.hidden);
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
