/** What came of a history that was damaged or missing, and of files that no message names, in words. */
import type { PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { Translate } from '../../locales/translate.ts';

type Saved = Extract<PersistenceStatus, { kind: 'saved' }>;

export function repairText({ aside, salvaged, missing, unnamedFiles }: Saved, t: Translate): string[] {
  return [
    ...(aside === undefined ? [] : [asideWords(aside, salvaged, t)]),
    ...(missing === undefined ? [] : [t(`host:trouble.missing-${missing}`)]),
    ...(unnamedFiles === undefined ? [] : [t('host:trouble.unnamed-files', { files: unnamedFiles })]),
  ];
}

function asideWords(name: string, salvaged: Saved['salvaged'], t: Translate): string {
  if (salvaged === undefined) return t('host:trouble.aside', { name });
  const { read, lost, lostSettings: lostMarks } = salvaged;
  const sentence = t('host:trouble.salvaged', { name, read, lost, total: read + lost });
  return lostMarks === undefined
    ? sentence
    : `${sentence} ${t('host:trouble.lost-marks', { marks: lostMarks })}`;
}
