/** A badge for names that mix scripts within a word, which may imitate another name (UTS #39). */
import { isMixedScript } from '../../../contract/text/mixed-script.ts';
import { useWords } from '../language/use-translation.ts';

export function MixedBadge({ name }: { readonly name: string }) {
  const { t } = useWords();
  if (!isMixedScript(name)) return null;
  return (
    <span className="badge badge-mixed" title={t('shared:name.mixed-why')}>
      {t('shared:name.mixed')}
    </span>
  );
}
