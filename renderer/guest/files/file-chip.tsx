/** One file in the tray, with its progress and a remove button. */
import { useWords } from '../../ui/language/use-translation.ts';
import { FileKind } from '../../ui/files/file-kind.tsx';
import { FileName } from '../../ui/files/file-name-text.tsx';
import { UploadProgress } from './upload-progress.tsx';
import type { OutgoingUpload, UploadFailure } from '../state/uploads.ts';

/** Failures that a plain retry cannot fix. */
const NEEDS_MORE: ReadonlySet<UploadFailure> = new Set(['unreadable', 'outdated']);

interface Props {
  readonly upload: OutgoingUpload;
  readonly connected: boolean;
  readonly onRemove: () => void;
  readonly onRetry: () => void;
}

export function FileChip({ upload, connected, onRemove, onRetry }: Props) {
  const { t } = useWords();
  const { name, picture, state } = upload;
  const failed = state.is === 'failed';
  return (
    <li className={failed ? 'file-chip file-chip-failed' : 'file-chip'}>
      {picture ? <img className="file-preview" src={picture.preview} alt="" /> : <FileKind name={name} />}
      <div className="file-words">
        <FileName name={name} />
        <UploadProgress upload={upload} connected={connected} />
        {failed && !NEEDS_MORE.has(state.code) && (
          <button
            type="button"
            className="file-retry"
            aria-label={t('chat:files.retry-name', { name })}
            onClick={onRetry}
          >
            {t('chat:files.retry')}
          </button>
        )}
      </div>
      <button
        type="button"
        className="quiet file-remove"
        title={t('chat:files.remove', { name })}
        aria-label={t('chat:files.remove', { name })}
        onClick={onRemove}
      >
        <svg className="sign" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path d="m7 7 10 10M17 7 7 17" />
        </svg>
      </button>
    </li>
  );
}
