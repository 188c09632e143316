/** The hook that takes the focus into what lies over the page, keeps it there, and gives it back. */
import { useLayoutEffect, type KeyboardEvent, type RefObject } from 'react';
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
  return (event) => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      // A dialog that it lies over stays.
      event.preventDefault();
      onClose();
    } else if (event.key === 'Tab' && place.current !== null) keepInside(place.current, event);
  };
}

function keepInside(inside: HTMLElement, event: KeyboardEvent): void {
  const stops = [...inside.querySelectorAll<HTMLElement>('button, input, a[href], [tabindex="0"]')];
  const [first, ...more] = stops.filter(({ tabIndex }) => tabIndex >= 0);
  const last = more[more.length - 1] ?? first;
  if (first === undefined || last === undefined) return;
  const at = document.activeElement;
  const leaving = event.shiftKey ? at === first || at === inside : at === last;
  if (!leaving) return;
  event.preventDefault();
  (event.shiftKey ? last : first).focus();
}
