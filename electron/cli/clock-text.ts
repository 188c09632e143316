/** The terminal's messages about the computer's clock, and about messages that wait because of it. Pure. */
import type { ClockJump, ClockStatus } from '../../contract/model/clock.ts';
import { durationIn } from '../../locales/duration.ts';
import type { Spoken } from '../../locales/translate.ts';

const HOUR_S = 3_600;
const DAY_S = 86_400;

/** What changed: each jump, and once that messages wait. */
export function clockSentences(before: ClockStatus, now: ClockStatus, spoken: Spoken): readonly string[] {
  const { t, language } = spoken;
  const { jump, held } = now;
  return [
    ...(jump === undefined || jump === before.jump ? [] : [jumpSentence(jump, spoken)]),
    ...(held === undefined || before.held !== undefined
      ? []
      : [
          t('host:clock.held', {
            due: held.due,
            all: held.all,
            age: durationIn(held.days * DAY_S, language),
            wait: durationIn(held.hours * HOUR_S, language),
          }),
        ]),
  ];
}

function jumpSentence({ when, ms }: ClockJump, { t, language }: Spoken): string {
  const time = durationIn(Math.abs(ms) / 1_000, language);
  if (when === 'start') return ms < 0 ? t('host:clock.behind', { time }) : t('host:clock.long-off', { time });
  return ms < 0 ? t('host:clock.back', { time }) : t('host:clock.ahead', { time });
}
