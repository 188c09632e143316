/** Warns that messages cannot be saved, or that the history was damaged or missing. */
import { useState } from 'react';
import type { PersistenceStatus, SalvagedCounts } from '../../../contract/model/chat-info.ts';
import type { Translate } from '../../../locales/translate.ts';
import { useWords } from '../../ui/language/use-translation.ts';

export function PersistenceNotice({ keeping }: { readonly keeping: PersistenceStatus }) {
  const { t } = useWords();
  const [understood, setUnderstood] = useState<string>();
  if (keeping.kind === 'failing') {
    const detail = keeping.detail.replace(/[.\s]+$/u, '');
    return (
      <div className="notice notice-bad" role="alert">
        <p dir="auto">{t(`console:persistence.${keeping.why}`, { detail })}</p>
      </div>
    );
  }
  const told = keeping.kind === 'saved' ? mendedWords(keeping, t) : '';
  if (told === '' || told === understood) return null;
  return (
    <div className="notice" role="status">
      <p dir="auto">{told}</p>
      <button type="button" className="button" onClick={() => setUnderstood(told)}>
        {t('console:persistence.understood')}
      </button>
    </div>
  );
}

function mendedWords(
  { aside, salvaged, missing, unnamedFiles }: Extract<PersistenceStatus, { kind: 'saved' }>,
  t: Translate,
): string {
  return [
    ...(aside === undefined ? [] : [asideWords(aside, salvaged, t)]),
    ...(missing === undefined ? [] : [t(`console:persistence.missing-${missing}`)]),
    ...(unnamedFiles === undefined ? [] : [t('console:persistence.unnamed-files', { files: unnamedFiles })]),
  ].join(' ');
}

function asideWords(name: string, salvaged: SalvagedCounts | undefined, t: Translate): string {
  if (salvaged === undefined) return t('console:persistence.aside', { name });
  const { read, lost, lostSettings: lostMarks } = salvaged;
  const sentence = t('console:persistence.salvaged', { name, read, lost, total: read + lost });
  return lostMarks === undefined
    ? sentence
    : `${sentence} ${t('console:persistence.lost-marks', { marks: lostMarks })}`;
}
