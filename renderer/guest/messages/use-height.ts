/** A hook that measures the height of an element, in pixels. */
import { useEffect, useState, type RefObject } from 'react';
import { onSize } from '../../ui/browser/browser-services.ts';

export function useHeight(element: RefObject<HTMLElement | null>): number {
  const [height, setHeight] = useState(0);
  useEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    return onSize([measured], () => setHeight(measured.offsetHeight));
  }, [element]);
  return height;
}
