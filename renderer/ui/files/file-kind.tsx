/** The icon of a file without a picture: its extension as text. */
import { useWords } from '../language/use-translation.ts';
import { kindOf } from './file-name.ts';

export function FileKind({ name }: { readonly name: string }) {
  const { t } = useWords();
  return (
    <span className="file-kind" aria-hidden="true">
      {kindOf(name) ?? t('shared:files.kind')}
    </span>
  );
}
