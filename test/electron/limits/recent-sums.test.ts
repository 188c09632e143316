import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RecentSums } from '../../../electron/limits/recent-sums.ts';

test('old requests no longer count', () => {
  const sums = new RecentSums(10_000);
  expect([0, 499, 500, 9_999].map((atMs) => sums.add('one', 1, atMs).sum)).toEqual([1, 2, 3, 4]);
  expect(sums.add('one', 1, 10_000).sum).toBe(3);
  expect(sums.add('one', 1, 100_000).sum).toBe(1);
  expect(sums.add('other', 5, 100_000).sum).toBe(5);
});

test('drops keys with nothing left in the window, and keys beyond ten thousand', () => {
  const sums = new RecentSums(10_000);
  for (let i = 0; i < 10_100; i += 1) sums.add(`${i}`, 1, 0);
  expect(sums.size).toBe(10_000);
  sums.add('one', 1, 9_000);
  expect(sums.size).toBe(10_000);
  sums.add('one', 1, 10_000);
  expect(sums.size).toBe(1);
});

test('a sum covers the last 10 s and the last second, to half a second', () => {
  const step = fc.record({
    pauseMs: fc.integer({ min: 0, max: 4_000 }),
    amount: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const sums = new RecentSums(10_000);
      const counted: { readonly atMs: number; readonly amount: number }[] = [];
      let nowMs = 0;
      for (const { pauseMs, amount } of steps) {
        nowMs += pauseMs;
        counted.push({ atMs: nowMs, amount });
        const since = (ms: number) =>
          counted.reduce((sum, each) => sum + (each.atMs > nowMs - ms ? each.amount : 0), 0);
        const { sum, lately } = sums.add('one', amount, nowMs);
        expect(sum).toBeGreaterThanOrEqual(since(9_500));
        expect(sum).toBeLessThanOrEqual(since(10_000));
        expect(lately).toBeGreaterThanOrEqual(since(500));
        expect(lately).toBeLessThanOrEqual(since(1_000));
      }
    }),
  );
});
