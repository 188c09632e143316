/** Keeps a scrolling box at its end while the reader is there. It refuses to know what is in the box. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';

/** So near the end counts as at the end. */
const BOTTOM_SLACK_PX = 32;

export interface Bottom {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isAt: boolean;
  /** Back to the end. */
  readonly go: () => void;
  /** Before lines are put in above: what is being read stays where it is. */
  readonly keepPlace: () => void;
}

/** @param onMove told when the reader leaves the end or comes back to it */
export function useBottom(onMove: (atBottom: boolean) => void): Bottom {
  const scroller = useRef<HTMLDivElement>(null);
  const [isAt, setIsAt] = useState(true);
  const belowBefore = useRef<number>(undefined);

  const go = useCallback(() => {
    const box = scroller.current;
    if (box !== null) box.scrollTop = box.scrollHeight;
  }, []);
  const keepPlace = () => {
    const box = scroller.current;
    if (box !== null) belowBefore.current = box.scrollHeight - box.scrollTop;
  };

  useEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    const look = () => {
      const at = box.scrollHeight - box.scrollTop - box.clientHeight <= BOTTOM_SLACK_PX;
      if (at === isAt) return;
      setIsAt(at);
      onMove(at);
    };
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [isAt, onMove]);

  useEffect(() => {
    const box = scroller.current;
    if (box === null || !isAt) return;
    const observer = new ResizeObserver(go);
    observer.observe(box);
    return () => observer.disconnect();
  }, [isAt, go]);

  // After every render, since any may have made the box grow.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (box === null) return;
    if (belowBefore.current !== undefined) {
      box.scrollTop = box.scrollHeight - belowBefore.current;
      belowBefore.current = undefined;
    } else if (isAt) go();
  });
  return { scroller, isAt, go, keepPlace };
}
