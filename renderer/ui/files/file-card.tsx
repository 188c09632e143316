/** The card of a file: name, size, and buttons to open or download it. */
import type { ReactNode } from 'react';
import { useWords } from '../language/use-translation.ts';
import { Get } from './file-source.tsx';
import { FileKind } from './file-kind.tsx';
import { FileName } from './file-name-text.tsx';
import type { ShownFile } from './shown-file.ts';
import { useFileSize } from './use-file-size.ts';

interface Props {
  readonly file: ShownFile;
  /** The progress while it is being uploaded. */
  readonly state?: ReactNode;
  readonly onOpen: (key: string) => void;
}

export function FileCard({ file: { key, name, bytes, visible, address }, state, onOpen }: Props) {
  const { t } = useWords();
  const size = useFileSize()(bytes);
  const shownName = name === '' ? t('shared:files.unnamed') : name;
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
          aria-label={t('shared:files.open-name', { name: shownName })}
          aria-haspopup="dialog"
          onClick={() => onOpen(key)}
        >
          {t('shared:files.open')}
        </button>
      )}
      {address !== undefined && <Get className="file-get" {...{ address, size }} name={shownName} sign />}
    </div>
  );
}
