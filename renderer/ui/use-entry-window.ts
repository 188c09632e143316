/** The hook that decides which entries are in the page: the newest, and as many before as the reader asked for. */
import { useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { Entry } from '../../contract/wire.ts';

const SHOWN_FIRST = 200;
/** Only past this, and only at the end, the oldest go: the list must not move under a reader. */
const SHOWN_MOST = 400;
const SHOWN_MORE = 200;

interface EntryWindow {
  readonly shown: readonly Entry[];
  /** Whether there are earlier entries to show. */
  readonly earlier: boolean;
  readonly showEarlier: () => void;
}

export function useEntryWindow(
  scroller: RefObject<HTMLElement | null>,
  entries: readonly Entry[],
  atEnd: boolean,
): EntryWindow {
  const [start, setStart] = useState(() => seqFromEnd(entries, SHOWN_FIRST));
  const from = entries.findIndex(({ seq }) => seq >= start);
  const index = from === -1 ? 0 : from;
  if (atEnd && entries.length - index > SHOWN_MOST) setStart(seqFromEnd(entries, SHOWN_FIRST));

  // The reader's place is kept by hand: Safari does not do it by itself.
  const heightBefore = useRef<number>(undefined);
  useLayoutEffect(() => {
    const list = scroller.current;
    if (list !== null && heightBefore.current !== undefined)
      list.scrollBy(0, list.scrollHeight - heightBefore.current);
    heightBefore.current = undefined;
  }, [scroller, start]);

  const shown = useMemo(() => entries.slice(index), [entries, index]);
  const showEarlier = () => {
    heightBefore.current = scroller.current?.scrollHeight;
    setStart(seqFromEnd(entries, shown.length + SHOWN_MORE));
  };
  return { shown, earlier: index > 0, showEarlier };
}

function seqFromEnd(entries: readonly Entry[], count: number): number {
  return entries[Math.max(0, entries.length - count)]?.seq ?? 0;
}
