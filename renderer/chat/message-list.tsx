/** What was said, in order: stays at the end while the reader is there, and stays put while they read back. */
import { memo, useMemo, useRef } from 'react';
import type { Entry, Person } from '../../contract/wire.ts';
import { DayLine } from '../ui/day-line.tsx';
import { countUnread } from '../ui/entries.ts';
import type { Times } from '../ui/times.ts';
import { ToEnd } from '../ui/to-end.tsx';
import { useEntryWindow } from '../ui/use-entry-window.ts';
import { useStickToEnd } from '../ui/use-stick-to-end.ts';
import { useTimes } from '../ui/use-times.ts';
import { useWords } from '../ui/use-words.ts';
import type { Missing } from './conversation.ts';
import { EventLines } from './event-lines.tsx';
import { InviteCard } from './invite-card.tsx';
import { MessageGroup } from './message-group.tsx';
import type { Outgoing } from './outbox.ts';
import { makeRows, type Row } from './rows.ts';

interface Props {
  readonly entries: readonly Entry[];
  readonly outbox: readonly Outgoing[];
  readonly missing: Missing;
  readonly you: Person;
  /** Nobody else is in the room. */
  readonly alone: boolean;
}

export const MessageList = memo(function MessageList({ entries, outbox, missing, you, alone }: Props) {
  const { t } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const times = useTimes();
  const lastRef = outbox[outbox.length - 1]?.ref;
  const last = entries[entries.length - 1]?.seq ?? 0;
  const { atEnd, seen, toEnd } = useStickToEnd(scroller, last, lastRef);
  const { shown, earlier, showEarlier } = useEntryWindow(scroller, entries, atEnd);
  const rows = useMemo(() => makeRows(shown, outbox, you, times.dayOf), [shown, outbox, you, times]);
  const unread = atEnd ? 0 : countUnread(entries, seen);
  const silent = outbox.length === 0 && !entries.some(({ type }) => type === 'message');
  return (
    <div className="messages-place">
      <div ref={scroller} className="messages" role="log" aria-label={t('chat:messages.title')} tabIndex={0}>
        <div className="messages-inner">
          {earlier && (
            <button type="button" className="secondary show-earlier" onClick={showEarlier}>
              {t('shared:log.show-earlier')}
            </button>
          )}
          {!earlier && missing !== 'nothing' && <p className="missing">{t(`chat:messages.${missing}`)}</p>}
          {silent && <InviteCard alone={alone} />}
          {rows.map((row) => (
            <RowView key={row.key} row={row} times={times} />
          ))}
        </div>
      </div>
      {!atEnd && <ToEnd unread={unread} onGo={toEnd} />}
    </div>
  );
});

function RowView({ row, times }: { readonly row: Row; readonly times: Times }) {
  switch (row.is) {
    case 'day':
      return <DayLine at={row.at} times={times} />;
    case 'group':
      return <MessageGroup from={row.from} mine={row.mine} said={row.said} times={times} />;
    case 'events':
      return <EventLines events={row.events} />;
  }
}
