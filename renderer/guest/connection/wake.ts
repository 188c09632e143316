/** Notices that the page is seen, or no more; and that it may have slept, when no socket can be trusted. */
import { mediaMatches } from '../../ui/browser/browser-services.ts';

/** Shorter than this, no desktop has put the page to sleep. A phone may do so at once. */
const HIDDEN_SHORT_MS = 3_000;
/** What tells of waking comes in several pieces (seen, shown, on line): within this they are one. */
export const WAKE_SETTLE_MS = 750;

export function isPhone(): boolean {
  return mediaMatches('(pointer: coarse)');
}

/**
 * Calls back after waking, after coming out of the page cache, and when the network is back. Returns its end.
 *
 * @param settled called once the phone has settled, if more wake events followed `first`
 */
export function onWake(first: () => void, settled: () => void): () => void {
  let settling: ReturnType<typeof setTimeout> | undefined;
  const settleWith = (then: () => void) => {
    clearTimeout(settling);
    settling = setTimeout(() => {
      settling = undefined;
      then();
    }, WAKE_SETTLE_MS);
  };
  const woke = () => {
    if (settling !== undefined) {
      settleWith(settled);
      return;
    }
    first();
    settleWith(() => undefined);
  };
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
    clearTimeout(settling);
  };
}

/** Calls back when the page is hidden, and when it is seen again. Returns its end. */
export function onHidden(changed: (hidden: boolean) => void): () => void {
  const listener = () => changed(document.hidden);
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
