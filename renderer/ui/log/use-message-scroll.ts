/**
 * A hook that controls the scroll position of a virtualised list: it follows the end while the reader is there,
 * keeps the position while earlier rows are loaded, and scrolls to requested rows.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { onSize } from '../browser/browser-services.ts';
import type { VirtualizerHandle } from 'virtua';

/** Within this distance of the end, the reader counts as being there. */
const END_PX = 48;
/** Within this distance of either end of the loaded rows, more are loaded. */
const LOAD_MORE_PX = 1_200;
/** The list keeps moving for this long after a wheel, key or touch event. */
const INPUT_MS = 500;
/** Events by which the reader scrolls; dragging the scrollbar is a pointerdown. */
const INPUTS = ['wheel', 'touchmove', 'keydown', 'pointerdown'] as const;
/** Further than any list is long. */
const FAR_PX = 1e9;

export interface MessageScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly inner: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly atEnd: boolean;
  readonly toEnd: () => void;
  /** Scrolls the row to the middle or the top, unless it is visible. */
  readonly toRow: (row: number, align: 'center' | 'start') => void;
}

interface Near {
  readonly onStart: () => void;
  readonly onEnd: () => void;
}

/**
 * @param last changes whenever the end of the list does
 * @param near called when the reader is close to an end of the loaded rows
 */
export function useMessageScroll(last: unknown, near: Near): MessageScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const inner = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const followsEnd = useRef(true);
  const pressed = useRef(false);
  const [atEnd, setAtEnd] = useState(true);
  const setFollowsEnd = useCallback((there: boolean) => {
    followsEnd.current = there;
    setAtEnd(there);
  }, []);

  useLayoutEffect(() => {
    if (followsEnd.current && !pressed.current) scrollToEnd(scroller.current);
  }, [last]);

  const nearRef = useRef(near);
  useEffect(() => {
    nearRef.current = near;
    if (scroller.current !== null) loadMore(scroller.current, near);
  });

  useEffect(() => {
    const [box, content] = [scroller.current, inner.current];
    if (box === null || content === null) return undefined;
    let [top, height, inputAt] = [box.scrollTop, box.scrollHeight, -Infinity];
    const onInput = ({ timeStamp }: Event) => {
      inputAt = timeStamp;
    };
    const onScroll = ({ timeStamp }: Event) => {
      const there = distanceToEnd(box) < END_PX;
      // Rows that grow or are dropped, or a keyboard that opens, also scroll. That is not the reader leaving the
      // end.
      const byReader = timeStamp - inputAt < INPUT_MS || box.scrollHeight === height;
      if (there || (byReader && box.scrollTop < top - 1)) setFollowsEnd(there);
      [top, height] = [box.scrollTop, box.scrollHeight];
      loadMore(box, nearRef.current);
    };
    for (const hand of INPUTS) box.addEventListener(hand, onInput, { passive: true });
    box.addEventListener('scroll', onScroll, { passive: true });
    const follow = () => {
      if (followsEnd.current && !pressed.current) scrollToEnd(box);
    };
    const endSizes = onSize([box, content], follow);
    const endPresses = onPress(box, (isDown) => {
      pressed.current = isDown;
      follow();
    });
    return () => {
      for (const hand of INPUTS) box.removeEventListener(hand, onInput);
      box.removeEventListener('scroll', onScroll);
      endSizes();
      endPresses();
    };
  }, [setFollowsEnd]);

  const toEnd = useCallback(() => {
    setFollowsEnd(true);
    // Through the virtualiser, which otherwise keeps correcting towards an earlier target.
    list.current?.scrollTo(FAR_PX);
  }, [setFollowsEnd]);
  const toRow = useCallback(
    (row: number, align: 'center' | 'start') => {
      const [box, handle] = [scroller.current, list.current];
      if (box === null || handle === null || row < 0) return;
      const [at, size] = [handle.getItemOffset(row), handle.getItemSize(row)];
      const seen = at >= box.scrollTop && at + size <= box.scrollTop + box.clientHeight;
      if (seen && align === 'start') return;
      const top = align === 'start' ? at : at - (box.clientHeight - size) / 2;
      // The list cannot scroll beyond its end.
      const isEnd = Math.max(0, top) >= box.scrollHeight - box.clientHeight - END_PX;
      if (isEnd) toEnd();
      else {
        setFollowsEnd(false);
        handle.scrollToIndex(row, { align });
      }
    },
    [setFollowsEnd, toEnd],
  );
  return { scroller, inner, list, atEnd, toEnd, toRow };
}

/**
 * Reports the start and end of a press on the content. If the list moved during a press, the click would miss its
 * target.
 *
 * @returns its unsubscribe
 */
function onPress(box: HTMLElement, onChange: (isDown: boolean) => void): () => void {
  const listeners = new AbortController();
  const { signal } = listeners;
  let isDown = false;
  const end = () => {
    if (!isDown) return;
    isDown = false;
    // The click event follows the pointerup.
    setTimeout(() => onChange(isDown));
  };
  box.addEventListener(
    'pointerdown',
    ({ target }) => {
      // In some browsers a press on the scrollbar has no pointerup.
      if (target === box) return;
      isDown = true;
      onChange(true);
    },
    { signal },
  );
  for (const over of ['pointerup', 'pointercancel'] as const) window.addEventListener(over, end, { signal });
  // The pointer was released outside the window.
  window.addEventListener('pointermove', ({ buttons }) => buttons === 0 && end(), { signal });
  return () => listeners.abort();
}

function loadMore(box: HTMLElement, { onStart, onEnd }: Near): void {
  if (box.scrollTop < LOAD_MORE_PX) onStart();
  if (distanceToEnd(box) < LOAD_MORE_PX) onEnd();
}

function distanceToEnd(box: HTMLElement): number {
  return box.scrollHeight - box.scrollTop - box.clientHeight;
}

function scrollToEnd(box: HTMLElement | null): void {
  if (box !== null) box.scrollTop = box.scrollHeight;
}
