/** How long messages are kept, with the controls to change that, and the storage in use. */
import type { ChatInfo } from '../../../contract/model/chat-info.ts';
import type { RetentionChange } from '../../../contract/model/retention.ts';
import type { StorageUse } from '../../../contract/ipc/stats.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { RetentionChoice } from './retention-choice.tsx';
import { fileSize } from '../../../locales/file-size.ts';
import { megabyteWords } from '../../ui/files/megabyte-text.ts';
import { refusalWords, type ActionOutcome } from '../state/action-outcome.ts';
import { usePendingAction } from '../state/use-pending-action.ts';

interface Props {
  readonly house: ChatInfo;
  readonly storage: StorageUse;
  readonly onKeep: (retention: RetentionChange) => Promise<ActionOutcome>;
  readonly onExport: () => void;
  readonly onFiles: () => void;
  readonly onNetworks: () => void;
}

export function RetentionStrip({ house, storage, onKeep, onExport, onFiles, onNetworks }: Props) {
  const { t, language } = useWords();
  const { ask, refused } = usePendingAction();
  return (
    <footer className="keep">
      {refused === undefined ? (
        <p className="second">
          {keptWords(house, t, language)} <StorageUse {...{ storage, onFiles, onNetworks }} />
        </p>
      ) : (
        <p className="fault" role="alert">
          {refusalWords(refused, t)}
        </p>
      )}
      <button type="button" className="button export" aria-haspopup="dialog" onClick={onExport}>
        {t('console:export.open')}
      </button>
      <RetentionChoice
        kept={house.retention}
        onMore={(retention) => void ask(() => onKeep(retention))}
        onLess={onKeep}
      />
    </footer>
  );
}

type StorageProps = Pick<Props, 'storage' | 'onFiles' | 'onNetworks'>;

/** Storage in use and left on the disk, with the buttons for stored files and networks. */
function StorageUse({ storage: { history, files, free }, onFiles, onNetworks }: StorageProps) {
  const { t, language } = useWords();
  const size = (bytes: number) => fileSize(bytes, language);
  const left = free === undefined ? undefined : t('console:storage.free', { free: size(free) });
  return (
    <>
      {history && t('console:storage.history', { used: size(history.bytes), most: size(history.max) })}
      {history && files && ' · '}
      {files && (
        <button
          type="button"
          className="storage-link storage-files"
          title={t('console:storage.open')}
          aria-haspopup="dialog"
          onClick={onFiles}
        >
          {t('console:storage.files', { used: size(files.bytes), most: size(files.max) })}
        </button>
      )}
      {(history ?? files) && left !== undefined && ' · '}
      {left}
      {(history ?? files) && ' · '}
      <button
        type="button"
        className="storage-link networks-open"
        aria-haspopup="dialog"
        onClick={onNetworks}
      >
        {t('console:networks.open')}
      </button>
    </>
  );
}

function keptWords(
  { persistence: keeping, retention: { days, megabytes } }: ChatInfo,
  t: Translate,
  language: string,
): string {
  if (keeping.kind !== 'saved') return t(`console:retention.${keeping.kind}`);
  const kept =
    days === undefined ? t('console:retention.always') : t('console:retention.days', { count: days });
  return megabytes === undefined
    ? t('console:retention.told', { kept })
    : t('console:retention.told-size', { kept, size: megabyteWords(megabytes, language) });
}
