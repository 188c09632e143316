import { expect, test } from 'vitest';
import { LongTextLimit } from '../../../../electron/chat/limits/long-text-limit.ts';

const LONGEST = 'x'.repeat(65_536);

/** How many of so many pass at once. */
function passed(
  long: LongTextLimit,
  times: number,
  { id = 'ada', text = LONGEST, room = 'lobby', network = '192.0.2.1', nowMs = 0 } = {},
): number {
  const waits = Array.from({ length: times }, () =>
    long.take({ id, text, room, network: () => network }, nowMs),
  );
  return waits.filter((waitMs) => waitMs === 0).length;
}

test('a person says four of the longest at once, one more, and then one in two seconds', () => {
  const long = new LongTextLimit();
  expect(passed(long, 100)).toBe(4);
  expect(passed(long, 100, { nowMs: 1 })).toBe(1);
  expect(passed(long, 100, { nowMs: 1_999 })).toBe(0);
  expect(passed(long, 100, { nowMs: 2_001 })).toBe(1);
});

test('one text passes however long it is, and short ones take nothing', () => {
  const long = new LongTextLimit();
  expect(passed(long, 1_000, { text: 'x'.repeat(1_000) })).toBe(1_000);
  expect(passed(long, 2, { text: 'x'.repeat(10_000_000) })).toBe(1);
});

test('what a network says in long texts is bounded however many it has, and leaves others their share', () => {
  const long = new LongTextLimit();
  const each = (network: string) =>
    Array.from({ length: 20 }, (_, i) => passed(long, 4, { id: `${network} ${i}`, network })).reduce(
      (sum, some) => sum + some,
    );
  expect([each('192.0.2.1'), each('192.0.2.2'), each('192.0.2.3')]).toEqual([16, 16, 2]);
  expect(passed(long, 1, { id: 'bob', network: '192.0.2.4', room: 'elsewhere' })).toBe(1);
});
