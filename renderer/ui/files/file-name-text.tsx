/** A file name on one line, truncated before its extension. */
import { useWords } from '../language/use-translation.ts';
import { splitName } from './file-name.ts';

export function FileName({ name }: { readonly name: string }) {
  const { t } = useWords();
  const { start, end } = splitName(name === '' ? t('shared:files.unnamed') : name);
  return (
    <bdi className="file-name" dir="auto" title={name}>
      {start !== '' && <span className="file-name-start">{start}</span>}
      <span className="file-name-end">{end}</span>
    </bdi>
  );
}
