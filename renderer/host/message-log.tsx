/** What is said, as it is said. At the end it follows; further up it waits and counts. */
import { useMemo, useRef } from 'react';
import type { Entry } from '../../contract/wire.ts';
import { countUnread } from '../ui/entries.ts';
import { ToEnd } from '../ui/to-end.tsx';
import { useEntryWindow } from '../ui/use-entry-window.ts';
import { useStickToEnd } from '../ui/use-stick-to-end.ts';
import { useTimes } from '../ui/use-times.ts';
import { useWords } from '../ui/use-words.ts';
import { useLive, type Live } from './live.ts';
import { LogLine } from './log-line.tsx';
import { foldLines } from './log-lines.ts';

export function MessageLog({ entries: source }: { readonly entries: Live<readonly Entry[]> }) {
  const { t } = useWords();
  const times = useTimes('24');
  const entries = useLive(source);
  const scroller = useRef<HTMLDivElement>(null);
  const last = entries.at(-1);
  // The host wants to see what the host just said.
  const own = last?.type === 'message' && last.from.via === 'console' ? `${last.seq}` : undefined;
  const { atEnd, seen, toEnd } = useStickToEnd(scroller, last?.seq ?? 0, own);
  const { shown, earlier, showEarlier } = useEntryWindow(scroller, entries, atEnd);
  const lines = useMemo(() => foldLines(shown), [shown]);
  return (
    <div className="log">
      <div
        ref={scroller}
        className="log-scroller"
        tabIndex={0}
        role="log"
        aria-label={t('console:log.label')}
      >
        <div className="log-lines">
          {earlier && (
            <button type="button" className="quiet" onClick={showEarlier}>
              {t('shared:log.show-earlier')}
            </button>
          )}
          {lines.map((line) => (
            <LogLine key={line.key} line={line} times={times} />
          ))}
          {entries.every((entry) => entry.type !== 'message') && (
            <div className="empty">
              <p>{t('console:log.empty')}</p>
              <p className="second">{t('console:log.empty-next')}</p>
            </div>
          )}
        </div>
      </div>
      {!atEnd && <ToEnd unread={countUnread(entries, seen)} onGo={toEnd} />}
    </div>
  );
}
