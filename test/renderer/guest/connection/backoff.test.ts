import fc from 'fast-check';
import { expect, it } from 'vitest';
import { retryDelayMs } from '../../../../renderer/guest/connection/backoff.ts';

it('grows from 0.5 seconds to the maximum', () => {
  expect([0, 1, 2, 5, 50].map((failures) => retryDelayMs(failures, 10_000, 1))).toEqual([
    500, 1_000, 2_000, 10_000, 10_000,
  ]);
});

it('is never above the maximum, and never negative', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      (failures, random) => {
        const delay = retryDelayMs(failures, 30_000, random);
        expect(delay >= 0 && delay < 30_000).toBe(true);
      },
    ),
  );
});
