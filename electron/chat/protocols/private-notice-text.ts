/** Notices to one person alone, such as why they were removed, in words: for guests without a page that shows them. */
import type { Removed, Muted } from '../../../contract/model/moderation.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Spoken } from '../../../locales/translate.ts';
import { durationIn } from '../../../locales/duration.ts';

export function removedText({ t, language }: Spoken, { why, reason, seconds }: Removed): string {
  const sentences = [
    t(`shared:removed.${why}`),
    ...(reason === undefined ? [] : [t('shared:removed.reason', { reason })]),
    ...(seconds === undefined ? [] : [t('shared:removed.left', { time: durationIn(seconds, language) })]),
    ...(why === 'banned' && seconds === undefined ? [t('shared:removed.for-good')] : []),
    t(`shared:removed.next-${why}`),
  ];
  return sentences.join(' ');
}

/** What is for one person alone, in words; `undefined` for what only a page has a use for. */
export function privateNoticeText(spoken: Spoken, message: ServerMessage): string | undefined {
  const { t } = spoken;
  if (message.type === 'removed') return removedText(spoken, message);
  if (message.type === 'pending') return t('shared:moderation.pending');
  if (message.type === 'muted')
    return message.on ? mutedWords(spoken, message) : t('shared:moderation.speak-again');
  if (message.type !== 'error') return undefined;
  return t(`shared:refusal.${message.code}`, { count: message.seconds ?? 0 });
}

function mutedWords({ t, language }: Spoken, { reason, seconds }: Muted): string {
  return [
    t('shared:refusal.muted'),
    ...(reason === undefined ? [] : [t('shared:removed.reason', { reason })]),
    ...(seconds === undefined ? [] : [t('shared:removed.left', { time: durationIn(seconds, language) })]),
  ].join(' ');
}
