/** The overlay shown while files are dragged over the page. */
import type { FileTerms } from '../../../contract/model/attachment.ts';
import { useWords } from '../../ui/language/use-translation.ts';
import { useLimitText } from './use-limit-text.ts';

export function DropOverlay({ terms }: { readonly terms: FileTerms | undefined }) {
  const { t } = useWords();
  const limits = useLimitText(terms);
  return (
    <div className="drop-overlay">
      <div className="drop-text">
        <p className="drop-title">{t(terms === undefined ? 'chat:files.not-taken' : 'chat:files.drop')}</p>
        {terms !== undefined && (
          <>
            <p>{t('chat:files.drop-hint')}</p>
            <p>{limits}</p>
          </>
        )}
      </div>
    </div>
  );
}
