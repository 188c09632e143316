/** The sign of a file that has no picture: what its ending says it is, as a word. */
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
