/** What is for one person alone, such as why they are out, in words: for whoever has no page that says it. */
import type { Out, Silenced } from '../../../contract/model/order.ts';
import type { ServerMessage } from '../../../contract/wire/wire.ts';
import type { Spoken } from '../../../locales/words.ts';
import { durationIn } from '../../../locales/duration.ts';

export function outWords({ t, language }: Spoken, { why, reason, seconds }: Out): string {
  const sentences = [
    t(`shared:out.${why}`),
    ...(reason === undefined ? [] : [t('shared:out.reason', { reason })]),
    ...(seconds === undefined ? [] : [t('shared:out.left', { time: durationIn(seconds, language) })]),
    ...(why === 'banned' && seconds === undefined ? [t('shared:out.for-good')] : []),
    t(`shared:out.next-${why}`),
  ];
  return sentences.join(' ');
}

/** What is for one person alone, in words; `undefined` for what only a page has a use for. */
export function aloneWords(spoken: Spoken, message: ServerMessage): string | undefined {
  const { t } = spoken;
  if (message.type === 'out') return outWords(spoken, message);
  if (message.type === 'held') return t('shared:order.held');
  if (message.type === 'silenced')
    return message.on ? silencedWords(spoken, message) : t('shared:order.speak-again');
  if (message.type !== 'error') return undefined;
  return t(`shared:refusal.${message.code}`, { count: message.seconds ?? 0 });
}

function silencedWords({ t, language }: Spoken, { reason, seconds }: Silenced): string {
  return [
    t('shared:refusal.silenced'),
    ...(reason === undefined ? [] : [t('shared:out.reason', { reason })]),
    ...(seconds === undefined ? [] : [t('shared:out.left', { time: durationIn(seconds, language) })]),
  ].join(' ');
}
