/** Tells the styles how much of the window an on-screen keyboard leaves: Safari has no unit for that. */
import { visibleViewport } from '../ui/browser/browser-services.ts';

/** Keeps `--visible-height` on the root element up to date for as long as the page lives. */
export function followVisibleHeight(): void {
  const viewport = visibleViewport();
  if (viewport === undefined) return;
  const follow = () => {
    // Zoomed in with two fingers, the visible part is small because the reader wants it so.
    if (viewport.scale > 1.01) return;
    document.documentElement.style.setProperty('--visible-height', `${viewport.height}px`);
    // Safari moves the page up to show the focused field; with the right height it need not.
    if (window.scrollY !== 0) window.scrollTo(0, 0);
  };
  viewport.addEventListener('resize', follow);
  follow();
}
