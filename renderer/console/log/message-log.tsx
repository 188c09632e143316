/**
 * The messages of one room, or of all. At the end it follows new messages; further up it stays, counts them, and loads
 * older ones. Only the rows in sight are in the DOM.
 */
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type KeyboardEvent } from 'react';
import { Virtualizer } from 'virtua';
import type { LogFilter } from '../../../contract/ipc/log.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { ToEnd } from '../../ui/log/to-end.tsx';
import { useMessageScroll } from '../../ui/log/use-message-scroll.ts';
import { useTimes } from '../../ui/language/use-times.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { nextPlace } from '../controls/arrow-keys.ts';
import type { HostConsole } from '../state/host-console.ts';
import { LogLine } from './log-line.tsx';
import { logRows, type LogRow } from './log-rows.ts';
import type { LogStretch } from '../state/log-reader.ts';

interface Props {
  readonly host: HostConsole;
  /** Must be a stable reference while the filter is the same. */
  readonly filter: LogFilter;
  /** The name of a room, where the log shows several. */
  readonly roomName?: (room: string) => string;
}

export function MessageLog({ host, filter, roomName }: Props) {
  const { t } = useWords();
  const times = useTimes();
  const reader = useMemo(() => host.readLog(filter), [host, filter]);
  const stretch = useSyncExternalStore(reader.subscribe, reader.stretch.read);
  const { entries, live, unread } = stretch;
  const lines = useMemo(() => logRows(entries, filter.kind === 'changes'), [entries, filter.kind]);
  const shift = useShift(lines);
  const scroll = useMessageScroll(lines, { onStart: () => void reader.readOlder(), onEnd: () => undefined });
  const { scroller, inner, list, atEnd } = scroll;
  useEffect(() => reader.placed(atEnd), [reader, atEnd]);
  const { toEnd: stickToEnd } = scroll;
  const toEnd = useCallback(() => {
    stickToEnd();
    void reader.toEnd();
  }, [stickToEnd, reader]);
  useOwnToEnd(entries, toEnd);
  const [focused, setFocused] = useState<string>();
  // Its index changes when older rows come before it.
  const focusedAt = lines.findIndex(({ key }) => key === focused);
  const remove = useCallback(
    async ({ room, seq }: Message) => {
      const outcome = await host.api.act('deleteMessage', { room, seq });
      // The pressed button is gone by then.
      if (outcome.ok) scroller.current?.focus();
      return outcome;
    },
    [host, scroller],
  );
  const tabbable = useMemo(() => lastThere(entries), [entries]);
  return (
    <div className={times.halves ? 'log log-halves' : 'log'}>
      <div
        ref={scroller}
        className="log-scroller"
        data-at-end={atEnd}
        tabIndex={0}
        role="log"
        aria-label={t('console:log.label')}
        onKeyDown={goToNeighbour}
      >
        <div ref={inner} className="log-lines">
          <Above stretch={stretch} filtered={isFiltered(filter)} />
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            data={lines}
            shift={shift}
            {...(focusedAt !== -1 && { keepMounted: [focusedAt] })}
          >
            {(line) => (
              // The focused row stays in the DOM while scrolling.
              <div key={line.key} className="log-line" onFocus={() => setFocused(line.key)}>
                <LogLine
                  {...{ host, line, times, tabbable, roomName }}
                  sought={filter.text}
                  onDelete={remove}
                />
              </div>
            )}
          </Virtualizer>
        </div>
      </div>
      {!(atEnd && live) && <ToEnd unread={unread} onGo={toEnd} />}
    </div>
  );
}

/** The empty state, and the line shown while older rows load. */
function Above({ stretch, filtered }: { readonly stretch: LogStretch; readonly filtered: boolean }) {
  const { t } = useWords();
  const { entries, whole, reading, failed } = stretch;
  if (failed) return <p className="log-above fault">{t('console:filter.failed')}</p>;
  if (filtered && entries.length === 0)
    return (
      <div className="empty" role="status">
        <p>{t(whole ? 'console:filter.none' : 'console:filter.looking')}</p>
        {whole && <p className="second">{t('console:filter.none-next')}</p>}
      </div>
    );
  if (entries.every((entry) => entry.type !== 'message') && !filtered)
    return (
      <div className="empty">
        <p>{t('console:log.empty')}</p>
        <p className="second">{t('console:log.empty-next')}</p>
      </div>
    );
  return reading && filtered ? <p className="log-above second">{t('console:filter.looking')}</p> : null;
}

function isFiltered({ person, kind, text }: LogFilter): boolean {
  return person !== undefined || kind !== undefined || text !== undefined;
}

/** Scrolls to the end when the host has posted a message. */
function useOwnToEnd(entries: readonly Entry[], toEnd: () => void): void {
  const last = entries.at(-1);
  const own =
    last?.type === 'message' && last.from.via === 'console' ? `${last.room} ${last.seq}` : undefined;
  useEffect(() => {
    if (own !== undefined) toEnd();
  }, [own, toEnd]);
}

/** Whether rows were added or removed at the start, so that the scroll position can be kept. */
function useShift(lines: readonly LogRow[]): boolean {
  const [shown, setShown] = useState({ lines, shift: false });
  if (shown.lines === lines) return shown.shift;
  const shift = beganElsewhere(shown.lines, lines);
  setShown({ lines, shift });
  return shift;
}

function beganElsewhere(before: readonly LogRow[], now: readonly LogRow[]): boolean {
  // The first row is a day, which also belongs to older rows.
  const [was, is] = [before[1]?.key, now[1]?.key];
  if (was === undefined || is === undefined || was === is) return false;
  return now.some(({ key }) => key === was) || before.some(({ key }) => key === is);
}

/** The key of the newest message with a delete button. */
function lastThere(entries: readonly Entry[]): string | undefined {
  const last = entries.findLast((entry) => entry.type === 'message' && entry.deleted !== true);
  return last && `${last.room} ${last.seq}`;
}

/** Moves the focus from the button of one message to that of another. */
function goToNeighbour(event: KeyboardEvent<HTMLElement>): void {
  const { key, currentTarget, target } = event;
  const buttons = [...currentTarget.querySelectorAll<HTMLElement>('.message-delete')];
  const place = buttons.findIndex((button) => button === target);
  const next = place === -1 ? undefined : nextPlace(key, place, buttons.length);
  if (next === undefined) return;
  event.preventDefault();
  buttons[next]?.focus();
}
