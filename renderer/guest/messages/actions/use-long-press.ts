/** The hook for a finger that stays where it is: what a right click is to a mouse. */
import { useEffect, useRef, type MouseEvent, type PointerEvent } from 'react';

export const LONG_PRESS_MS = 450;
/** A finger is never quite still. */
const STILL_PX = 10;

interface Press {
  readonly timer: ReturnType<typeof setTimeout>;
  readonly x: number;
  readonly y: number;
}

/** For the element that is pressed. What lies over it in another part of the page does not count. */
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
    /** The page began to scroll. */
    onPointerCancel: stop,
    /** The browser's own menu for a long press. */
    onContextMenu: (event: MouseEvent) => {
      if (press.current !== undefined || fired.current) event.preventDefault();
    },
  };
}

/** The finger that is lifted clicks on nothing: no link that it lies on, and nothing that has opened under it. */
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
  // What comes after is meant.
  addEventListener('pointerdown', end, once);
  addEventListener('keydown', end, once);
}

function isInside(element: Element, target: EventTarget): boolean {
  return target instanceof Node && element.contains(target);
}
