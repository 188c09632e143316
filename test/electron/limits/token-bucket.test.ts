import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenBucket } from '../../../electron/limits/token-bucket.ts';

test('a full bucket gives its burst, and then says how long to wait', () => {
  const pace = new TokenBucket(3, 2);
  expect([0, 0, 0, 0, 100].map((at) => pace.take(at))).toEqual([0, 0, 0, 500, 400]);
});

test.each([1, 3, 7, 0.05])('waiting as long as the bucket says is enough, at %d a second', (perSecond) => {
  const pace = new TokenBucket(3, perSecond);
  let now = 123_456.789_1;
  for (let turn = 0; turn < 1_000; turn++) {
    expect(pace.take(now)).toBe(0);
    now += pace.wait(now);
  }
});

test('a refusal costs nothing', () => {
  const pace = new TokenBucket(1, 1);
  pace.take(0);
  for (let at = 1; at < 1_000; at++) expect(pace.take(at)).toBe(1_000 - at);
  expect(pace.take(1_000)).toBe(0);
});

test('asking for the wait takes no token', () => {
  const pace = new TokenBucket(1, 1);
  expect([pace.wait(0), pace.wait(0), pace.take(0), pace.wait(250)]).toEqual([0, 0, 0, 750]);
});

test('a bucket never holds more than its burst, however long it rests', () => {
  const pace = new TokenBucket(2, 10);
  pace.take(0);
  expect([1e9, 1e9, 1e9].map((at) => pace.take(at) === 0)).toEqual([true, true, false]);
});

test('over any time it gives at most the burst and what was refilled', () => {
  const steps = fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 50 }),
      steps,
      (burst, rate, waits) => {
        const pace = new TokenBucket(burst, rate);
        const given: number[] = [];
        let now = 0;
        for (const wait of waits) {
          now += wait;
          if (pace.take(now) === 0) given.push(now);
        }
        for (const [first, from] of given.entries()) {
          for (const [last, to] of given.entries()) {
            if (last < first) continue;
            expect(last - first + 1).toBeLessThanOrEqual(burst + ((to - from) * rate) / 1_000 + 1e-6);
          }
        }
      },
    ),
    { numRuns: 50 },
  );
});
