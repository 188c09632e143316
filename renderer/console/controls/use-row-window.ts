/** Which rows of a long table to render: those in sight. All rows have the same height. */
import { useEffect, useState, type RefObject } from 'react';

/** Extra rows above and below. */
const MORE_ROWS = 8;
/** The assumed height before layout. */
const HEIGHT_PX_MIN = 640;

export interface RowWindow {
  readonly from: number;
  readonly to: number;
}

export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  count: number,
  rowPx: number,
): RowWindow {
  const [{ top, height }, setSight] = useState({ top: 0, height: HEIGHT_PX_MIN });
  useEffect(() => {
    const box = scroller.current;
    if (box === null) return undefined;
    const look = () => {
      const sight = {
        top: Math.floor(box.scrollTop / rowPx) * rowPx,
        height: Math.max(HEIGHT_PX_MIN, box.clientHeight),
      };
      setSight((before) => (before.top === sight.top && before.height === sight.height ? before : sight));
    };
    const observer = new ResizeObserver(look);
    box.addEventListener('scroll', look, { passive: true });
    observer.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [scroller, rowPx]);
  const first = Math.max(0, Math.floor(top / rowPx) - MORE_ROWS);
  const from = Math.min(first, Math.max(0, count - 1));
  return { from, to: Math.min(count, first + Math.ceil(height / rowPx) + 2 * MORE_ROWS) };
}
