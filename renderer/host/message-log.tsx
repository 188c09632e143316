/** What is said, as it is said. At the bottom it follows; further up it waits and counts. */
import { useEffect, useMemo, useState } from 'react';
import type { Entry } from '../../contract/wire.ts';
import { useWords } from '../ui/use-words.ts';
import { useLive, type Live } from './live.ts';
import { useLocalTime } from './local-time.ts';
import { LogLine } from './log-line.tsx';
import { foldLines } from './log-lines.ts';
import { countUnread, earlierThan, shownEntries } from './shown-entries.ts';
import { useBottom } from './use-bottom.ts';

export function MessageLog({ entries: source }: { readonly entries: Live<readonly Entry[]> }) {
  const { t } = useWords();
  const time = useLocalTime();
  const entries = useLive(source);
  const [from, setFrom] = useState<number>();
  const [read, setRead] = useState(0);
  const shown = useMemo(() => shownEntries(entries, from), [entries, from]);
  const lines = useMemo(() => foldLines(shown), [shown]);
  const { scroller, isAt, go, keepPlace } = useBottom((atBottom) => {
    // Somebody who reads further up must not have the lines taken away.
    setFrom(atBottom ? undefined : shown[0]?.seq);
    setRead(entries.at(-1)?.seq ?? 0);
  });
  const last = entries.at(-1);
  const said = last?.type === 'message' && last.from.via === 'console' ? last.seq : undefined;
  // The host wants to see what the host just said.
  useEffect(() => {
    if (said !== undefined) go();
  }, [said, go]);
  const unread = isAt ? 0 : countUnread(entries, read);
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
          {shown.length < entries.length && (
            <button
              type="button"
              className="quiet"
              onClick={() => {
                keepPlace();
                setFrom(earlierThan(entries, shown));
              }}
            >
              {t('console:log.earlier')}
            </button>
          )}
          {lines.map((line) => (
            <LogLine key={line.key} line={line} time={time} />
          ))}
          {entries.every((entry) => entry.type !== 'message') && (
            <div className="empty">
              <p>{t('console:log.empty')}</p>
              <p className="second">{t('console:log.empty-next')}</p>
            </div>
          )}
        </div>
      </div>
      {unread > 0 && (
        <button type="button" className="pill" onClick={go}>
          {t('console:log.new', { count: unread })} <span aria-hidden="true">↓</span>
        </button>
      )}
    </div>
  );
}
