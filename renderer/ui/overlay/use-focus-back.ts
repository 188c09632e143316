/** A hook that returns the focus to where it was when an overlay closes. */
import { useEffect, useState, type RefObject } from 'react';

export function useFocusBack(place: RefObject<HTMLElement | null>): void {
  // Read during render, since the content may take the focus before any effect runs.
  const [before] = useState(() => document.activeElement);
  useEffect(() => {
    const inside = place.current;
    return () => {
      // An action may have moved the focus, for example to the composer.
      const at = document.activeElement;
      const lost = at === null || at === document.body || inside?.contains(at) === true;
      if (lost && before instanceof HTMLElement) before.focus();
    };
  }, [place, before]);
}
