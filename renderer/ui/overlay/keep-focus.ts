/**
 * Moves the keyboard focus when the focused control disappears: a removed reaction, the button to the end, a
 * removed file, a deleted message. Dialogs restore the focus themselves (use-focus-inside.ts).
 */
import { mediaMatches } from '../browser/browser-services.ts';

const FOCUSABLE = 'textarea, button, input, select, a[href], [tabindex="0"]';
/** Containers in which the next similar control gets the focus. */
const LISTS = 'ul, ol, [role="group"], .group-body';
/** Where the focus goes if no similar control is left. */
const FALLBACKS = 'form, [role="dialog"], [tabindex="0"], main';
const WRITING = 'textarea';

/** Runs for the lifetime of the page. */
export function keepFocus(): void {
  let last: readonly Element[] = [];
  let place = 0;
  addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? withParents(target) : [];
    const [focused] = last;
    const list = focused?.parentElement?.closest(LISTS);
    place = focused && list ? stopsIn(list).findIndex((each) => each === focused) : 0;
  });
  new MutationObserver(() => {
    const lost = document.activeElement === document.body || document.activeElement === null;
    if (!lost || last[0] === undefined || last[0].isConnected) return;
    const left = last.filter((each) => each.isConnected);
    last = [];
    nextStop(left, Math.max(0, place))?.focus();
  }).observe(document.body, { childList: true, subtree: true });
}

/** @param left the control's remaining ancestors, nearest first */
function nextStop(left: readonly Element[], place: number): HTMLElement | undefined {
  for (const each of left) {
    if (each.matches(LISTS)) {
      const stops = stopsIn(each);
      const stop = stops[place] ?? stops[stops.length - 1];
      if (stop !== undefined) return stop;
    }
    if (each.matches(FALLBACKS)) return stopOf(each);
  }
  return undefined;
}

function stopOf(place: Element): HTMLElement | undefined {
  if (place instanceof HTMLElement && place.tabIndex >= 0) return place;
  // On a phone, focusing the field would open the keyboard.
  const first = mediaMatches('(pointer: coarse)') ? '[role="log"]' : WRITING;
  const inMain = place.matches('main') ? place.querySelector<HTMLElement>('[role="log"]') : null;
  return inMain ?? place.querySelector<HTMLElement>(first) ?? stopsIn(place)[0];
}

function stopsIn(place: Element): HTMLElement[] {
  return [...place.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(({ tabIndex }) => tabIndex >= 0);
}

function withParents(element: Element): Element[] {
  const all: Element[] = [];
  for (let each: Element | null = element; each !== null; each = each.parentElement) all.push(each);
  return all;
}
