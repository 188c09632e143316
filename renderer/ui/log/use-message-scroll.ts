/**
 * The hook that keeps a virtualised list where its reader wants it: at the end while they are there, at the same
 * message while earlier ones come before it, and at whatever they asked for.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { onSize } from '../browser/browser-services.ts';
import type { VirtualizerHandle } from 'virtua';

/** Nearer than this counts as being at the end. */
const END_PX = 48;
/** Nearer than this to an end of what is held, more is read. */
const READ_ON_PX = 1_200;
/** A turn of the wheel, a key or a finger goes on moving the list for this long. */
const HAND_MS = 500;
/** With them a reader goes on by themselves; the bar beside the list is one of them. */
const HANDS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
/** Further than any list is long. */
const FAR_PX = 1e9;

export interface MessageScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly inner: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
  /** Puts the row in the middle or at the top, unless it is in sight. */
  readonly toRow: (row: number, align: 'center' | 'start') => void;
}

interface Near {
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/**
 * @param last changes whenever the end of the list does
 * @param near what to do when the reader is near an end of what is held
 */
export function useMessageScroll(last: unknown, near: Near): MessageScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const stuck = useRef(true);
  const pressed = useRef(false);
  const [atEnd, setAtEnd] = useState(true);
  const stick = useCallback((there: boolean) => {
    stuck.current = there;
    setAtEnd(there);
  }, []);

  useLayoutEffect(() => {
    if (stuck.current && !pressed.current) scrollToEnd(scroller.current);
  }, [last]);

  const nearNow = useRef(near);
  useEffect(() => {
    nearNow.current = near;
    if (scroller.current !== null) readOn(scroller.current, near);
  });

  useEffect(() => {
    const [box, content] = [scroller.current, inner.current];
    if (box === null || content === null) return undefined;
    let [top, height, handAt] = [box.scrollTop, box.scrollHeight, -Infinity];
    const onHand = ({ timeStamp }: Event) => {
      handAt = timeStamp;
    };
    const onScroll = ({ timeStamp }: Event) => {
      const there = distanceToEnd(box) < END_PX;
      // What grows below the reader or is let go above them, or a keyboard that opens, is not the reader leaving the end.
      const byReader = timeStamp - handAt < HAND_MS || box.scrollHeight === height;
      if (there || (byReader && box.scrollTop < top - 1)) stick(there);
      [top, height] = [box.scrollTop, box.scrollHeight];
      readOn(box, nearNow.current);
    };
    for (const hand of HANDS) box.addEventListener(hand, onHand, { passive: true });
    box.addEventListener('scroll', onScroll, { passive: true });
    const follow = () => {
      if (stuck.current && !pressed.current) scrollToEnd(box);
    };
    const endSizes = onSize([box, content], follow);
    const endPresses = onPress(box, (isDown) => {
      pressed.current = isDown;
      follow();
    });
    return () => {
      for (const hand of HANDS) box.removeEventListener(hand, onHand);
      box.removeEventListener('scroll', onScroll);
      endSizes();
      endPresses();
    };
  }, [stick]);

  const toEnd = useCallback(() => {
    stick(true);
    // Through the list, which otherwise still goes to an earlier goal whenever a row turns out to be of another size.
    list.current?.scrollTo(FAR_PX);
  }, [stick]);
  const toRow = useCallback(
    (row: number, align: 'center' | 'start') => {
      const [box, handle] = [scroller.current, list.current];
      if (box === null || handle === null || row < 0) return;
      const [at, size] = [handle.getItemOffset(row), handle.getItemSize(row)];
      const seen = at >= box.scrollTop && at + size <= box.scrollTop + box.clientHeight;
      if (seen && align === 'start') return;
      const top = align === 'start' ? at : at - (box.clientHeight - size) / 2;
      // Nothing can be scrolled further than to the end.
      const isEnd = Math.max(0, top) >= box.scrollHeight - box.clientHeight - END_PX;
      if (isEnd) toEnd();
      else {
        stick(false);
        handle.scrollToIndex(row, { align });
      }
    },
    [stick, toEnd],
  );
  return { scroller, inner, list, atEnd, toEnd, toRow };
}

/**
 * Tells when a press on the content of the box begins, and when it is over: a list that moves in between takes the
 * click away from what was pressed.
 */
function onPress(box: HTMLElement, tell: (isDown: boolean) => void): () => void {
  const ends = new AbortController();
  const { signal } = ends;
  let isDown = false;
  const end = () => {
    if (!isDown) return;
    isDown = false;
    // The click itself comes after the pointer went up.
    setTimeout(() => tell(isDown));
  };
  box.addEventListener(
    'pointerdown',
    ({ target }) => {
      // A press on the bar beside the content has no end in some browsers.
      if (target === box) return;
      isDown = true;
      tell(true);
    },
    { signal },
  );
  for (const over of ['pointerup', 'pointercancel'] as const) window.addEventListener(over, end, { signal });
  // It went up outside of the window.
  window.addEventListener('pointermove', ({ buttons }) => buttons === 0 && end(), { signal });
  return () => ends.abort();
}

function readOn(box: HTMLElement, { onStart, onEnd }: Near): void {
  if (box.scrollTop < READ_ON_PX) onStart();
  if (distanceToEnd(box) < READ_ON_PX) onEnd();
}

function distanceToEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

function scrollToEnd(box: HTMLElement | null): void {
  if (box !== null) box.scrollTop = box.scrollHeight;
}
