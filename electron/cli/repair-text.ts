/** The messages about a damaged or missing history, and about files without a message. */
import type { PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { Translate } from '../../locales/translate.ts';

type Saved = Extract<PersistenceStatus, { kind: 'saved' }>;

export function repairText({ aside, salvaged, missing, unnamedFiles }: Saved, t: Translate): string[] {
  return [
    ...(aside === undefined ? [] : [asideText(aside, salvaged, t)]),
    ...(missing === undefined ? [] : [t(`host:trouble.missing-${missing}`)]),
    ...(unnamedFiles === undefined ? [] : [t('host:trouble.unnamed-files', { files: unnamedFiles })]),
  ];
}

function asideText(name: string, salvaged: Saved['salvaged'], t: Translate): string {
  if (salvaged === undefined) return t('host:trouble.aside', { name });
  const { read, lost, lostSettings: lostMarks } = salvaged;
  const sentence = t('host:trouble.salvaged', { name, read, lost, total: read + lost });
  return lostMarks === undefined
    ? sentence
    : `${sentence} ${t('host:trouble.lost-marks', { marks: lostMarks })}`;
}
