/**
 * The virtualised message list of the open room. It follows the end while the reader is there, and keeps its
 * position while they read back.
 */
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { Virtualizer } from 'virtua';
import type { Person } from '../../../contract/model/person.ts';
import type { Retention } from '../../../contract/model/retention.ts';
import { ENTRIES_MAX } from '../../ui/log/entries.ts';
import { ToEnd } from '../../ui/log/to-end.tsx';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { MessageHead } from './message-head.tsx';
import { MessageAnnouncer } from './message-announcer.tsx';
import { MessageRow } from './message-row.tsx';
import type { OutgoingMessage } from '../state/outbox.ts';
import type { RoomView } from '../state/room-view.ts';
import { makeRows, rowOf, type Row } from './rows.ts';
import type { ChatClient } from '../session/chat-client.ts';
import { LOG_WINDOW_EMPTY } from '../state/log-window.ts';
import { useHeight } from './use-height.ts';
import { useMessageScroll, type MessageScroll } from '../../ui/log/use-message-scroll.ts';
import { usePrinting } from './use-printing.ts';
import { useShift } from './use-shift.ts';

interface Props {
  readonly view: RoomView;
  readonly outbox: readonly OutgoingMessage[];
  readonly you: Person;
  readonly retention: Retention;
  /** The host started a new log since the page last connected. */
  readonly isNewLog: boolean;
  /** You are the only person here. */
  readonly alone: boolean;
  readonly session: ChatClient;
}

export const MessageList = memo(function MessageList(props: Props) {
  const { view, outbox, you, session } = props;
  const { t } = useWords();
  const times = useTimes();
  const { away, scrollTarget, unread, logWindow = LOG_WINDOW_EMPTY } = view;
  const { entries, last } = logWindow;
  const rows = useMemo(
    () => makeRows({ entries, outbox: last ? outbox : [], away, you }, times.dayOf),
    [entries, last, outbox, away, you, times],
  );
  const near = { onStart: session.readEarlier, onEnd: session.readLater };
  const scroll = useMessageScroll(rows, near);
  const { scroller, inner, list, atEnd } = scroll;
  useScrollTargets(view, rows, scroll);
  useEffect(() => session.setAtEnd(atEnd && last), [session, atEnd, last]);
  useEffect(() => {
    if (entries.length > ENTRIES_MAX) session.trim(atEnd ? 'end' : 'start');
  }, [session, entries, atEnd]);
  const head = useRef<HTMLDivElement>(null);
  const startMargin = useHeight(head);
  const shift = useShift(entries, rows);
  const [focused, setFocused] = useState<string>();
  // The index changes when earlier rows are loaded.
  const focusedAt = rows.findIndex(({ key }) => key === focused);
  const canModerate = you.role !== 'guest' && view.room.with === undefined;
  const highlighted = scrollTarget?.is === 'entry' ? scrollTarget.seq : undefined;
  const printing = usePrinting();
  const drawRow = (row: Row) => (
    // The focused row stays mounted while scrolling.
    <div key={row.key} className="row" onFocus={() => setFocused(row.key)}>
      <MessageRow
        {...{ row, times, canModerate, session }}
        you={you.id}
        highlighted={isOf(row, highlighted)}
      />
    </div>
  );
  return (
    <div className="messages-place">
      <div
        ref={scroller}
        className="messages"
        data-at-end={atEnd}
        role="log"
        // Rows mount and unmount while scrolling. New messages are announced below.
        aria-live="off"
        aria-label={t('chat:messages.title')}
        tabIndex={0}
      >
        <div ref={inner} className="messages-inner">
          <MessageHead ref={head} {...props} />
          {printing ? (
            rows.map(drawRow)
          ) : (
            <Virtualizer
              ref={list}
              scrollRef={scroller}
              data={rows}
              {...{ shift, startMargin }}
              {...(focusedAt !== -1 && { keepMounted: [focusedAt] })}
            >
              {drawRow}
            </Virtualizer>
          )}
        </div>
      </div>
      {!(atEnd && last) && <ToEnd unread={unread} onGo={session.toEnd} />}
      <MessageAnnouncer entries={entries} live={view.logWindow?.last === true} you={you} />
    </div>
  );
});

/** Scrolls to the requested entry, and to the divider when the reader comes back. */
function useScrollTargets(
  { scrollTarget, away }: RoomView,
  rows: readonly Row[],
  { toEnd, toRow }: MessageScroll,
): void {
  // Each target is scrolled to once; rows that change later do not scroll the reader back.
  /* eslint-disable react-hooks/exhaustive-deps */
  useLayoutEffect(() => {
    if (away !== undefined)
      toRow(
        rows.findIndex(({ is }) => is === 'away'),
        'start',
      );
  }, [away]);
  useLayoutEffect(() => {
    if (scrollTarget?.is === 'end') toEnd();
    else if (scrollTarget !== undefined) toRow(rowOf(rows, scrollTarget.seq), 'center');
  }, [scrollTarget]);
  /* eslint-enable react-hooks/exhaustive-deps */
}

function isOf(row: Row, seq: number | undefined): boolean {
  return row.is === 'message' && row.shown.is === 'entry' && row.shown.message.seq === seq;
}
