/** The hook that keeps a list at its end while the reader is there, and knows what they have not seen. */
import { useCallback, useEffect, useLayoutEffect, useState, type RefObject } from 'react';

/** Nearer than this counts as being there. */
const END_PX = 48;

interface Stick {
  readonly atEnd: boolean;
  /** The last sequence number that was there when the reader was at the end. */
  readonly seen: number;
  readonly toEnd: () => void;
}

/**
 * @param last the newest sequence number
 * @param own changes when the reader sends something: they want to see it, wherever they were
 */
export function useStickToEnd(
  scroller: RefObject<HTMLElement | null>,
  last: number,
  own: string | undefined,
): Stick {
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState(last);
  const [sent, setSent] = useState(own);
  if (own !== sent) {
    setSent(own);
    if (own !== undefined) setAtEnd(true);
  }
  if (atEnd && seen !== last) setSeen(last);

  useLayoutEffect(() => {
    if (atEnd && scroller.current !== null) scrollToEnd(scroller.current);
  }, [scroller, atEnd, last, sent]);

  useEffect(() => {
    const list = scroller.current;
    if (list === null) return undefined;
    let height = list.clientHeight;
    const onScroll = () => {
      // A keyboard that opens makes the list shorter; that is not the reader leaving its end.
      if (list.clientHeight === height) setAtEnd(distanceToEnd(list) < END_PX);
    };
    const observer = new ResizeObserver(() => {
      const wasThere = distanceToEnd(list) < END_PX + Math.abs(list.clientHeight - height);
      height = list.clientHeight;
      if (wasThere) scrollToEnd(list);
    });
    list.addEventListener('scroll', onScroll, { passive: true });
    observer.observe(list);
    return () => {
      list.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller]);

  const toEnd = useCallback(() => setAtEnd(true), []);
  return { atEnd, seen, toEnd };
}

function distanceToEnd(list: HTMLElement): number {
  return list.scrollHeight - list.scrollTop - list.clientHeight;
}

function scrollToEnd(list: HTMLElement): void {
  list.scrollTop = list.scrollHeight;
}
