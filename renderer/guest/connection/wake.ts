/**
 * Detects that the page becomes hidden or visible, and that the device may have slept, after which no socket can
 * be trusted.
 */
import { mediaMatches } from '../../ui/browser/browser-services.ts';

/** A desktop does not suspend a page that was hidden for less than this. A phone may suspend it at once. */
const HIDDEN_SHORT_MS = 3_000;
/** Wake events (visible, shown, online) come in groups; events within this time count as one. */
export const WAKE_SETTLE_MS = 750;

export function isPhone(): boolean {
  return mediaMatches('(pointer: coarse)');
}

/**
 * Reports waking up, returning from the page cache, and the network coming back. Returns its unsubscribe.
 *
 * @param first called at once
 * @param settled called once the device has settled, if more wake events followed the first
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
  const onWoke = () => {
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
    if (slept) onWoke();
  };
  const onPageShow = (event: PageTransitionEvent) => {
    if (event.persisted) onWoke();
  };
  document.addEventListener('visibilitychange', changed);
  addEventListener('pageshow', onPageShow);
  addEventListener('online', onWoke);
  return () => {
    document.removeEventListener('visibilitychange', changed);
    removeEventListener('pageshow', onPageShow);
    removeEventListener('online', onWoke);
    clearTimeout(settling);
  };
}

/** Reports when the page is hidden or becomes visible. Returns its unsubscribe. */
export function onHidden(changed: (hidden: boolean) => void): () => void {
  const listener = () => changed(document.hidden);
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
