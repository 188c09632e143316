/**
 * Announces new messages to screen readers. The list itself cannot, because its rows mount and unmount while
 * scrolling.
 */
import { useState } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import { messageExcerpt } from '../state/excerpt.ts';

/** More messages than this at once are only counted. */
const READ_OUT_MAX = 3;

interface Props {
  /** The loaded entries of the open room. */
  readonly entries: readonly Entry[];
  /** The entries reach the end of the log, so later ones are new. */
  readonly live: boolean;
  readonly you: Person;
}

export function MessageAnnouncer({ entries, live, you }: Props) {
  const { t } = useWords();
  const last = entries[entries.length - 1]?.seq ?? 0;
  const [range, setRange] = useState({ from: last, to: last, live });
  // Entries loaded by reading back, or when the room opens, are not announced.
  if (last !== range.to || live !== range.live)
    setRange({ from: live && range.live && last > range.to ? range.to : last, to: last, live });
  const added = entries.filter(
    (entry) =>
      entry.type === 'message' && entry.seq > range.from && entry.seq <= range.to && entry.from.id !== you.id,
  );
  return (
    <div className="visually-hidden" aria-live="polite">
      {added.length > READ_OUT_MAX && <p>{t('shared:log.new', { count: added.length })}</p>}
      {added.length <= READ_OUT_MAX &&
        added.map(
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
