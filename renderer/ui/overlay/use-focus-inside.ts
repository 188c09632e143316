/** A hook that moves the focus into an overlay, keeps it there, and returns it afterwards. */
import type { tabbable } from 'tabbable';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useBack } from './use-back.ts';
import { useFocusBack } from './use-focus-back.ts';

/** Returns a key handler: Tab cycles inside, Escape closes. On phones, Back closes too. */
export function useFocusInside(
  place: RefObject<HTMLElement | null>,
  onClose: () => void,
): (event: KeyboardEvent) => void {
  useFocusBack(place);
  useBack(onClose);
  // Before the next key press.
  useLayoutEffect(() => {
    const inside = place.current;
    if (inside?.contains(document.activeElement) === false) inside.focus();
  }, [place]);
  const findStops = useRef<typeof tabbable>(undefined);
  useEffect(() => {
    // Loaded with the first overlay to keep the page small. If it fails, Tab behaves as in the browser.
    void import('tabbable').then(
      (library) => (findStops.current = library.tabbable),
      () => undefined,
    );
  }, []);
  return (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      // A dialog underneath stays open.
      event.preventDefault();
      onClose();
    } else if (event.key === 'Tab' && place.current !== null) {
      keepInside(findStops.current?.(place.current) ?? [], event);
    }
  };
}

/** @param all the tabbable elements in order */
function keepInside(all: readonly (HTMLElement | SVGElement)[], event: KeyboardEvent): void {
  const at = document.activeElement;
  if (at === null || all.length === 0) return;
  const stops = all.filter((stop) => !isOfOneGroup(stop, at));
  const onward = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  if (stops.some((stop) => (at.compareDocumentPosition(stop) & onward) !== 0)) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0]?.focus();
}

/** Tab treats radio buttons with the same name as one stop. */
function isOfOneGroup(one: Element, other: Element): boolean {
  const areRadios = [one, other].every((each) => each instanceof HTMLInputElement && each.type === 'radio');
  return areRadios && one.getAttribute('name') === other.getAttribute('name');
}
