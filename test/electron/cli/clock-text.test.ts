import { expect, test } from 'vitest';
import type { ClockStatus } from '../../../contract/model/clock.ts';
import { clockSentences } from '../../../electron/cli/clock-text.ts';
import { speakFrom } from '../../../electron/server/host-locale.ts';

const spoken = speakFrom('en')([]);
const said = (now: ClockStatus, before: ClockStatus = {}) => clockSentences(before, now, spoken);
const DAY = 86_400_000;

test.each([
  [{ when: 'running', ms: 8 * 3_600_000 }, 'moved forward by 8 hours'],
  [{ when: 'running', ms: -100 * DAY }, 'moved back by 100 days'],
  [{ when: 'start', ms: -100 * DAY }, 'last ran (100 days)'],
  [{ when: 'start', ms: 100 * DAY }, 'was off for 100 days'],
] as const)('a jump of %o is reported once', (jump, words) => {
  expect(said({ jump })).toEqual([expect.stringContaining(words)]);
  expect(said({ jump }, { jump })).toEqual([]);
});

test('waiting messages are reported once, with how to keep and how to delete them', () => {
  const held = { due: 9, all: 10, days: 90, hours: 24 };
  const [sentence, ...more] = said({ held });
  for (const words of ['9 of 10', '90 days', '1 day', '--keep', '--trust-clock'])
    expect(sentence).toContain(words);
  expect([more, said({ held: { ...held, hours: 3 } }, { held }), said({}, { held })]).toEqual([[], [], []]);
});
