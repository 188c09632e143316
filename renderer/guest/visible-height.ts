/**
 * Tells the stylesheet how much of the window the on-screen keyboard leaves, since Safari has no CSS unit for it.
 */
import { visibleViewport } from '../ui/browser/browser-services.ts';

/** Keeps `--visible-height` on the root element up to date. */
export function followVisibleHeight(): void {
  const viewport = visibleViewport();
  if (viewport === undefined) return;
  const follow = () => {
    // While zoomed in, the visible part is small on purpose.
    if (viewport.scale > 1.01) return;
    document.documentElement.style.setProperty('--visible-height', `${viewport.height}px`);
    // Safari scrolls the page to show the focused field, which is unnecessary with the right height.
    if (window.scrollY !== 0) window.scrollTo(0, 0);
  };
  viewport.addEventListener('resize', follow);
  follow();
}
