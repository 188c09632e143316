/** The tray above the message field: the files that go with the message, and their progress. */
import { FILES_PER_MESSAGE_MAX } from '../../../contract/model/attachment.ts';
import { mark, Sentence } from '../../ui/text/sentence.tsx';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Attaching } from './attaching.ts';
import { FileChip } from './file-chip.tsx';
import type { RefusedFile } from '../state/uploads.ts';
import { useFileSize, useLimitSize } from '../../ui/files/use-file-size.ts';
import { useLimitText } from './use-limit-text.ts';

export interface TrayProps {
  readonly attaching: Attaching;
  readonly onRemove: (key: string) => void;
  readonly onRetry: (key: string) => void;
  readonly onDismiss: () => void;
}

export function FileTray({ attaching, onRemove, onRetry, onDismiss }: TrayProps) {
  const { t } = useWords();
  const { tray, refused, terms, connected } = attaching;
  const limits = useLimitText(terms);
  return (
    <div className="file-tray">
      {refused.length > 0 && <Refused {...{ attaching, onDismiss }} />}
      {tray.length > 0 && (
        <ul className="file-chips" role="list" aria-label={t('chat:files.tray')}>
          {tray.map((upload) => (
            <FileChip
              key={upload.key}
              upload={upload}
              connected={connected}
              onRemove={() => onRemove(upload.key)}
              onRetry={() => onRetry(upload.key)}
            />
          ))}
        </ul>
      )}
      {tray.length > 0 && <p className="file-limits">{limits}</p>}
      {tray.some(({ locationRemoved }) => locationRemoved) && (
        <p className="file-limits" role="status">
          {t('chat:files.place-removed')}
        </p>
      )}
      <TrayAnnouncer attaching={attaching} />
    </div>
  );
}

function Refused({ attaching: { refused, terms }, onDismiss }: Pick<TrayProps, 'attaching' | 'onDismiss'>) {
  const { t } = useWords();
  const size = useFileSize();
  const limit = useLimitSize();
  const text = (code: RefusedFile['code']) =>
    t(`chat:files.refused.${code}`, {
      name: mark(0),
      size: mark(1),
      each: limit(terms?.bytesMax ?? 0),
      left: limit(terms?.bytesLeft ?? 0),
      count: FILES_PER_MESSAGE_MAX,
    });
  return (
    <div className="files-refused">
      <div role="alert">
        <ul className="refusal" role="list">
          {refused.map(({ name, code, bytes }, place) => (
            <li key={`${place} ${name}`}>
              <Sentence text={text(code)} slots={[name, size(bytes)]} />
            </li>
          ))}
        </ul>
      </div>
      <button type="button" className="quiet" onClick={onDismiss}>
        {t('chat:files.dismiss')}
      </button>
    </div>
  );
}

/** Announces each upload that finishes or fails to screen readers. */
function TrayAnnouncer({ attaching: { tray } }: Pick<TrayProps, 'attaching'>) {
  const { t } = useWords();
  return (
    <div className="visually-hidden" aria-live="polite">
      {tray.map(({ key, name, state }) => {
        if (state.is === 'ready') return <p key={`${key} ready`}>{t('chat:files.is-ready', { name })}</p>;
        if (state.is !== 'failed') return undefined;
        const reason = t(`chat:files.failed.${state.code}`);
        return <p key={`${key} failed`}>{t('chat:files.is-failed', { name, reason })}</p>;
      })}
    </div>
  );
}
