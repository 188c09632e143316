/** A hook that focuses a field on mount, because `autoFocus` works in React only. */
import { useLayoutEffect, type RefObject } from 'react';

/** @param wanted only the first value counts */
export function useFocusAtOnce(place: RefObject<HTMLElement | null>, wanted = true): void {
  useLayoutEffect(() => {
    if (wanted) place.current?.focus();
    // Only on mount: later the focus is where the reader put it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
