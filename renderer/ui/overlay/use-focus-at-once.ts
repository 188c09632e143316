/** The hook that puts the focus where one will write, as soon as it is there. `autoFocus` is React's alone. */
import { useLayoutEffect, type RefObject } from 'react';

/** @param wanted as it is at the first time counts */
export function useFocusAtOnce(place: RefObject<HTMLElement | null>, wanted = true): void {
  useLayoutEffect(() => {
    if (wanted) place.current?.focus();
    // Only once: later the focus is where the reader took it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
}
