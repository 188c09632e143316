/** What was said, in order: stays at the end while the reader is there, and stays put while they read back. */
import { memo, useMemo, useRef } from 'react';
import type { Entry, Person } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';
import type { Missing } from './conversation.ts';
import { DayLine } from './day-line.tsx';
import { InviteCard } from './invite-card.tsx';
import { MessageGroup } from './message-group.tsx';
import type { Outgoing } from './outbox.ts';
import { makeRows, type Row } from './rows.ts';
import { SystemLines } from './system-lines.tsx';
import { createTimes, type Times } from './times.ts';
import { useEntryWindow } from './use-entry-window.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

interface Props {
  readonly entries: readonly Entry[];
  readonly outbox: readonly Outgoing[];
  readonly missing: Missing;
  readonly you: Person;
  /** Nobody else is in the room. */
  readonly alone: boolean;
}

export const MessageList = memo(function MessageList({ entries, outbox, missing, you, alone }: Props) {
  const { t, language } = useWords();
  const scroller = useRef<HTMLDivElement>(null);
  const times = useMemo(() => createTimes(language, navigator.languages), [language]);
  const lastRef = outbox[outbox.length - 1]?.ref;
  const last = entries[entries.length - 1]?.seq ?? 0;
  const { atEnd, seen, toEnd } = useStickToEnd(scroller, last, lastRef);
  const { shown, earlier, showEarlier } = useEntryWindow(scroller, entries, atEnd);
  const rows = useMemo(() => makeRows(shown, outbox, you, times.dayOf), [shown, outbox, you, times]);
  const unread = atEnd ? 0 : entries.filter((entry) => entry.type === 'message' && entry.seq > seen).length;
  const silent = outbox.length === 0 && !entries.some(({ type }) => type === 'message');
  return (
    <div className="messages-place">
      <div ref={scroller} className="messages" role="log" aria-label={t('chat:messages.title')} tabIndex={0}>
        <div className="messages-inner">
          {earlier && (
            <button type="button" className="secondary show-earlier" onClick={showEarlier}>
              {t('chat:messages.show-earlier')}
            </button>
          )}
          {!earlier && missing !== 'nothing' && <p className="missing">{t(`chat:messages.${missing}`)}</p>}
          {silent && <InviteCard alone={alone} />}
          {rows.map((row) => (
            <RowView key={row.key} row={row} times={times} />
          ))}
        </div>
      </div>
      {!atEnd && (
        <button type="button" className={unread > 0 ? 'to-end to-end-new' : 'to-end'} onClick={toEnd}>
          {unread > 0 ? t('chat:messages.new', { count: unread }) : t('chat:messages.to-latest')}
        </button>
      )}
    </div>
  );
});

function RowView({ row, times }: { readonly row: Row; readonly times: Times }) {
  switch (row.is) {
    case 'day':
      return <DayLine at={row.at} times={times} />;
    case 'group':
      return <MessageGroup from={row.from} mine={row.mine} said={row.said} times={times} />;
    case 'system':
      return <SystemLines entries={row.entries} />;
  }
}
