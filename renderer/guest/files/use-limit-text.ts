/** A hook that returns the file limits as text, or an empty text if files are not accepted. */
import type { FileTerms } from '../../../contract/model/attachment.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { useLimitSize } from '../../ui/files/use-file-size.ts';

export function useLimitText(terms: FileTerms | undefined): string {
  const { t } = useWords();
  const size = useLimitSize();
  if (terms === undefined) return '';
  return t('chat:files.limits', { each: size(terms.bytesMax), left: size(terms.bytesLeft) });
}
