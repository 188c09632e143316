/** A file that is no picture to be shown: what it is, how large, and how to get it. */
import type { ReactNode } from 'react';
import { useWords } from '../ui/use-words.ts';
import { FileKind } from './file-kind.tsx';
import { FileName } from './file-name-words.tsx';
import type { ShownFile } from './shown-file.ts';
import { useFileSize } from '../ui/use-file-size.ts';

interface Props {
  readonly file: ShownFile;
  /** How far it has come, while it is on its way. */
  readonly state?: ReactNode;
  readonly onOpen: (key: string) => void;
}

export function FileCard({ file: { key, name, bytes, visible, address }, state, onOpen }: Props) {
  const { t } = useWords();
  const size = useFileSize()(bytes);
  const called = name === '' ? t('chat:files.unnamed') : name;
  return (
    <div className="file-card">
      <FileKind name={name} />
      <div className="file-words">
        <FileName name={name} />
        {state || <span className="file-size">{size}</span>}
      </div>
      {visible && (
        <button
          type="button"
          className="file-get"
          aria-label={t('chat:files.open-name', { name: called })}
          aria-haspopup="dialog"
          onClick={() => onOpen(key)}
        >
          {t('chat:files.open')}
        </button>
      )}
      {address !== undefined && (
        <a
          className="file-get"
          href={address}
          download={called}
          aria-label={t('chat:files.download-name', { name: called, size })}
        >
          {t('chat:files.download')}
        </a>
      )}
    </div>
  );
}
