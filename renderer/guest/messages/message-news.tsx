/**
 * Tells a screen reader what others say as they say it. The list itself cannot: of all that was said it has only the
 * rows that are in sight, and these come and go as one scrolls.
 */
import { useState } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { messageExcerpt } from '../state/excerpt.ts';

/** More at once than this are counted, not read out. */
const TOLD_MOST = 3;

interface Props {
  /** Of the open room, as far as it is held. */
  readonly entries: readonly Entry[];
  /** They reach to the end: what comes after them is said now. */
  readonly live: boolean;
  readonly you: Person;
}

export function MessageNews({ entries, live, you }: Props) {
  const { t } = useWords();
  const last = entries[entries.length - 1]?.seq ?? 0;
  const [told, setTold] = useState({ from: last, to: last, live });
  // What is read back, or for the first time, is no news.
  if (last !== told.to || live !== told.live)
    setTold({ from: live && told.live && last > told.to ? told.to : last, to: last, live });
  const news = entries.filter(
    (entry) =>
      entry.type === 'message' && entry.seq > told.from && entry.seq <= told.to && entry.from.id !== you.id,
  );
  return (
    <div className="visually-hidden" aria-live="polite">
      {news.length > TOLD_MOST && <p>{t('shared:log.new', { count: news.length })}</p>}
      {news.length <= TOLD_MOST &&
        news.map(
          (entry) =>
            entry.type === 'message' && (
              <p key={entry.seq}>
                <Sentence
                  text={t('chat:messages.says', { name: mark(0), text: mark(1) })}
                  slots={[entry.from.name, messageExcerpt(entry)]}
                />
              </p>
            ),
        )}
    </div>
  );
}
