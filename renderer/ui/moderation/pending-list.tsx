/** The messages waiting for approval, oldest first, with buttons to approve or reject. */
import { useMemo } from 'react';
import type { Attachment } from '../../../contract/model/attachment.ts';
import type { PendingMessage } from '../../../contract/model/moderation.ts';
import { clampMarks } from '../../../contract/text/writing.ts';
import { Attachments } from '../files/attachments.tsx';
import { MessageText } from '../text/message-text.tsx';
import type { ModerationStyle } from './moderation-style.ts';
import './moderation.css';
import { shownFile } from '../files/shown-file.ts';
import { useTimes } from '../language/use-times.ts';
import { useWords } from '../language/use-translation.ts';

interface Props {
  readonly waiting: readonly PendingMessage[];
  /** Room names by id. */
  readonly rooms: ReadonlyMap<string, string>;
  readonly style: Pick<ModerationStyle, 'small'>;
  readonly onDecide: (id: string, approve: boolean) => void;
}

export function PendingList({ waiting, rooms, style, onDecide }: Props) {
  const { t } = useWords();
  const times = useTimes();
  if (waiting.length === 0) return <p className="order-second">{t('shared:moderation.queue-none')}</p>;
  return (
    <ul className="order-list" role="list">
      {waiting.map(({ id, room, from, text, files, at }) => (
        <li key={id} className="order-row">
          <div className="order-words">
            <p>
              <strong>
                <bdi>{from.name}</bdi>
              </strong>{' '}
              <span className="order-aside">
                <bdi>{rooms.get(room) ?? ''}</bdi> <time dateTime={times.iso(at)}>{times.clock(at)}</time>
              </span>
            </p>
            <div className="order-text">
              {text !== '' && <MessageText text={clampMarks(text)} />}
              {files.length > 0 && <PendingFiles files={files} />}
            </div>
          </div>
          <div className="order-answers">
            <button type="button" className={style.small} onClick={() => onDecide(id, true)}>
              <span aria-hidden="true">{t('shared:moderation.approve')}</span>
              <span className="visually-hidden">
                {t('shared:moderation.approve-of', { name: from.name })}
              </span>
            </button>
            <button type="button" className={style.small} onClick={() => onDecide(id, false)}>
              <span aria-hidden="true">{t('shared:moderation.reject')}</span>
              <span className="visually-hidden">{t('shared:moderation.reject-of', { name: from.name })}</span>
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}

function PendingFiles({ files }: { readonly files: readonly Attachment[] }) {
  const shown = useMemo(() => files.map(shownFile), [files]);
  return <Attachments files={shown} />;
}
