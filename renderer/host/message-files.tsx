/** The files of a message, as far as the log says: what they are called, and how large they are. */
import type { Attachment } from '../../contract/attachment.ts';
import { useFileSize } from '../ui/use-file-size.ts';
import { useWords } from '../ui/use-words.ts';

export function MessageFiles({ files }: { readonly files: readonly Attachment[] }) {
  const { t } = useWords();
  const sizeOf = useFileSize();
  return (
    <ul className="message-files">
      {files.map(({ id, name, bytes }) => (
        <li key={id}>
          <bdi>{name === '' ? t('shared:files.unnamed') : name}</bdi> <small>{sizeOf(bytes)}</small>
        </li>
      ))}
    </ul>
  );
}
