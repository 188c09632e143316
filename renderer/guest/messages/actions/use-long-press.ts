/** A hook for long presses on touch screens, the counterpart of a right click. */
import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

export const LONG_PRESS_MS = 450;
/** A finger never stays perfectly still. */
const STILL_PX = 10;

interface Press {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
}

/** Returns handlers for the pressed element. Presses inside portals rendered by it do not count. */
export function useLongPress(onLongPress: () => void) {
  const press = useRef<Press>(undefined);
  const fired = useRef(false);
  const stop = () => {
    if (press.current !== undefined) clearTimeout(press.current.timer);
    press.current = undefined;
  };
  useEffect(() => stop, []);
  return {
    onPointerDown: ({ pointerType, isPrimary, clientX, clientY, currentTarget, target }: PointerEvent) => {
      stop();
      fired.current = false;
      if (pointerType !== 'touch' || !isPrimary || !isInside(currentTarget, target)) return;
      const timer = setTimeout(() => {
        press.current = undefined;
        fired.current = true;
        ignoreLift();
        onLongPress();
      }, LONG_PRESS_MS);
      press.current = { timer, x: clientX, y: clientY };
    },
    onPointerMove: ({ clientX, clientY }: PointerEvent) => {
      if (press.current === undefined) return;
      const { x, y } = press.current;
      if (Math.hypot(clientX - x, clientY - y) > STILL_PX) stop();
    },
    onPointerUp: stop,
    /** The page started to scroll. */
    onPointerCancel: stop,
    /** Prevents the browser's own menu on a long press. */
    onContextMenu: (event: MouseEvent) => {
      if (press.current !== undefined || fired.current) event.preventDefault();
    },
  };
}

/**
 * Suppresses the click when the finger is lifted, so that it activates neither a link under it nor the menu that
 * just opened.
 */
function ignoreLift(): void {
  const ended = new AbortController();
  const once = { capture: true, signal: ended.signal };
  const end = () => ended.abort();
  const swallow = (event: Event) => {
    end();
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('click', swallow, once);
  // Later input is intentional.
  addEventListener('pointerdown', end, once);
  addEventListener('keydown', end, once);
}

function isInside(element: Element, target: EventTarget): boolean {
  return target instanceof Node && element.contains(target);
}
