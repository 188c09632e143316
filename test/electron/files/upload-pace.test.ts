import { expect, test } from 'vitest';
import { PACE_DEFAULT, UploadPace } from '../../../electron/files/upload-pace.ts';

/** When the upload is found too slow, in seconds after its start. */
function endOf(bytesPerSecond: (second: number) => number, seconds = 60): number | undefined {
  const pace = new UploadPace(PACE_DEFAULT, 5_000);
  for (let second = 0.25; second <= seconds; second += 0.25) {
    const nowMs = 5_000 + second * 1_000;
    pace.add(bytesPerSecond(second) / 4, nowMs);
    if (pace.isTooSlow(nowMs)) return second;
  }
  return undefined;
}

test.each<[string, (second: number) => number, number | undefined]>([
  ['nothing at all', () => 0, 20],
  ['100 bytes a second', () => 100, 20],
  ['half the least', () => 4_096, 20],
  ['a little more than the least', () => 8_400, undefined],
  ['nothing for ten seconds, and then enough', (second) => (second < 10 ? 0 : 9_000), undefined],
  ['a trickle in the right places', (second) => (second % 1 === 0 ? 33_600 : 0), undefined],
  ['a burst every nine seconds', (second) => (second % 9 === 0 ? 400_000 : 0), undefined],
])('%s', (_, rate, seconds) => {
  expect(endOf(rate)).toBe(seconds);
});

test('a fast upload that stops ends after 10 s below the minimum', () => {
  expect(endOf((second) => (second <= 30 ? 100_000 : 0))).toBe(39.5);
});
