/** The progress of an upload, as text and as a bar. */
import { useWords } from '../../ui/language/use-translation.ts';
import { progressOf, type OutgoingUpload } from '../state/uploads.ts';
import './outgoing-files.css';
import { useFileSize } from '../../ui/files/use-file-size.ts';

interface Props {
  readonly upload: OutgoingUpload;
  readonly connected: boolean;
}

export function UploadProgress({ upload, connected }: Props) {
  const text = useUploadText(upload, connected);
  const { state, name } = upload;
  const failed = state.is === 'failed';
  return (
    <>
      <span className={failed ? 'upload-text refusal' : 'upload-text'}>{text}</span>
      {!failed && state.is !== 'ready' && (
        <progress className="upload-bar" value={progressOf(upload)} max={1} aria-label={name} />
      )}
    </>
  );
}

function useUploadText({ state, bytes }: OutgoingUpload, connected: boolean): string {
  const { t } = useWords();
  const size = useFileSize();
  switch (state.is) {
    case 'waiting':
      return t(connected ? 'chat:files.waiting' : 'chat:files.paused');
    case 'sending':
      return t('chat:files.sending', { sent: size(state.sent), all: size(bytes) });
    case 'paused':
      return t('chat:files.paused');
    case 'ready':
      return t('chat:files.ready', { size: size(bytes) });
    case 'failed':
      return t(`chat:files.failed.${state.code}`);
  }
}
