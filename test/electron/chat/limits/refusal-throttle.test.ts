import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TokenBucket } from '../../../../electron/limits/token-bucket.ts';
import { RefusalThrottle } from '../../../../electron/chat/limits/refusal-throttle.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Three refusals at once, then one a second. */
function refusals() {
  const told: string[] = [];
  const counted = new RefusalThrottle({
    pace: new TokenBucket(3, 1),
    hold: (held) => told.push(held ? 'held' : 'read on'),
    close: () => told.push('closed'),
    elapsed: () => Date.now(),
  });
  const add = (count: number) => Array.from({ length: count }).forEach(() => counted.add());
  return { counted, add, told };
}

test('a few refusals change nothing, and the one after them is waited for', () => {
  const { add, told } = refusals();
  add(2);
  expect(told).toEqual([]);
  add(1);
  expect(told).toEqual(['held']);
  vi.advanceTimersByTime(999);
  expect(told).toEqual(['held']);
  vi.advanceTimersByTime(1);
  expect(told).toEqual(['held', 'read on']);
});

test('what was read already and is refused meanwhile makes it longer', () => {
  const { add, told } = refusals();
  add(5);
  vi.advanceTimersByTime(2_999);
  expect(told).not.toContain('read on');
  vi.advanceTimersByTime(1);
  expect(told.at(-1)).toBe('read on');
});

test('a connection that would be held for more than ten seconds is closed', () => {
  const { add, told } = refusals();
  add(12);
  expect(told).not.toContain('closed');
  add(1);
  expect(told.at(-1)).toBe('closed');
});

test('once it is stopped nothing is held any more', () => {
  const { counted, add, told } = refusals();
  add(3);
  counted.stop();
  expect(told).toEqual(['held', 'read on']);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual(['held', 'read on']);
});

test('nobody who is refused no faster than the pace is ever held for more than one turn, or closed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1_000, max: 5_000 }), { maxLength: 50 }), (pauses) => {
      const { add, told } = refusals();
      for (const pause of pauses) {
        vi.advanceTimersByTime(pause);
        add(1);
      }
      expect(told).toEqual([]);
    }),
  );
});
