/** The hook of what lies over the page: when it goes, the focus goes back to where it was before. */
import { useEffect, useState, type RefObject } from 'react';

export function useFocusBack(place: RefObject<HTMLElement | null>): void {
  // What is in it may take the focus before any effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const inside = place.current;
    return () => {
      // Somebody may have been sent elsewhere, to write an answer for one.
      const at = document.activeElement;
      const lost = at === null || at === document.body || inside?.contains(at) === true;
      if (lost && before instanceof HTMLElement) before.focus();
    };
  }, [place, before]);
}
