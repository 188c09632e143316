/** The hook that takes the focus into what lies over the page, keeps it there, and gives it back. */
import type { tabbable } from 'tabbable';
import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { useBack } from './use-back.ts';
import { useFocusBack } from './use-focus-back.ts';

/** What to do with keys: Tab goes round inside, Escape closes; and on a phone Back. */
export function useFocusInside(
  place: RefObject<HTMLElement | null>,
  onClose: () => void,
): (event: KeyboardEvent) => void {
  useFocusBack(place);
  useBack(onClose);
  // Before the next key.
  useLayoutEffect(() => {
    const inside = place.current;
    if (inside?.contains(document.activeElement) === false) inside.focus();
  }, [place]);
  const findStops = useRef<typeof tabbable>(undefined);
  useEffect(() => {
    // Fetched for what opens, so that the page comes sooner. Where it cannot be, Tab goes where the browser has it go.
    void import('tabbable').then(
      (library) => (findStops.current = library.tabbable),
      () => undefined,
    );
  }, []);
  return (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      // A dialog that it lies over stays.
      event.preventDefault();
      onClose();
    } else if (event.key === 'Tab' && place.current !== null) {
      keepInside(findStops.current?.(place.current) ?? [], event);
    }
  };
}

/** @param all that Tab comes to, in order */
function keepInside(all: readonly (HTMLElement | SVGElement)[], event: KeyboardEvent): void {
  const at = document.activeElement;
  if (at === null || all.length === 0) return;
  const stops = all.filter((stop) => !isOfOneGroup(stop, at));
  const onward = event.shiftKey ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
  if (stops.some((stop) => (at.compareDocumentPosition(stop) & onward) !== 0)) return;
  event.preventDefault();
  stops[event.shiftKey ? stops.length - 1 : 0]?.focus();
}

/** Tab leaves radio buttons of one name together. */
function isOfOneGroup(one: Element, other: Element): boolean {
  const areRadios = [one, other].every((each) => each instanceof HTMLInputElement && each.type === 'radio');
  return areRadios && one.getAttribute('name') === other.getAttribute('name');
}
