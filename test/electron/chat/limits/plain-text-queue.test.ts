import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { PlainTextQueue } from '../../../../electron/chat/limits/plain-text-queue.ts';
import { TokenBucket } from '../../../../electron/limits/token-bucket.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A queue whose lines are said ten at once and then two a second. */
function queue() {
  const pace = new TokenBucket(10, 2);
  const heard: string[] = [];
  const told: string[] = [];
  const lines = new PlainTextQueue({
    say: (line) => {
      const waitMs = pace.take(Date.now());
      if (waitMs === 0) heard.push(line);
      return waitMs;
    },
    hold: (held) => told.push(held ? 'held' : 'read on'),
    muted: (seconds) => told.push(`muted for ${seconds}`),
    elapsed: () => Date.now(),
  });
  return { lines, heard, told };
}

const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

test('of 40 lines sent at once ten are said at once, and the others in order, two a second', () => {
  const { lines, heard, told } = queue();
  for (const line of numbered(40)) lines.take(line);
  expect(heard).toEqual(numbered(10));
  vi.advanceTimersByTime(5_000);
  expect(heard).toEqual(numbered(20));
  vi.advanceTimersByTime(10_001);
  expect(heard).toEqual(numbered(40));
  expect(told).toEqual([]);
});

test('whatever comes when, as long as no break of a minute is missing, is said in order and whole', () => {
  const step = fc.record({
    pauseMs: fc.integer({ min: 0, max: 3_000 }),
    count: fc.integer({ min: 1, max: 30 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 4 }), (steps) => {
      const { lines, heard } = queue();
      const sent: string[] = [];
      for (const { pauseMs, count } of steps) {
        vi.advanceTimersByTime(pauseMs);
        for (let i = 0; i < count; i += 1) {
          sent.push(`line ${sent.length}`);
          lines.take(sent.at(-1) ?? '');
        }
      }
      vi.advanceTimersByTime(120_000);
      expect(heard).toEqual(sent);
    }),
  );
});

test('past 64 KiB nothing more is read, until there is room again', () => {
  const { lines, heard, told } = queue();
  for (const line of numbered(10)) lines.take(line);
  for (let i = 0; i < 4; i += 1) lines.take('x'.repeat(20_000));
  expect(told).toEqual(['held']);
  vi.advanceTimersByTime(500);
  expect(told).toEqual(['held', 'read on']);
  vi.advanceTimersByTime(1_500);
  expect(heard).toHaveLength(14);
});

test('who still sends after a minute in which lines always waited is muted for half a minute, and starts afresh', () => {
  const { lines, heard, told } = queue();
  const send = () => {
    for (let i = 0; i < 2; i += 1) lines.take('and more');
  };
  const going = setInterval(send, 500);
  vi.advanceTimersByTime(60_000);
  expect(told).toEqual([]);
  vi.advanceTimersByTime(20_000);
  expect(told).toEqual(['muted for 30']);
  clearInterval(going);
  const before = heard.length;
  lines.take('not heard');
  vi.advanceTimersByTime(30_000);
  lines.take('heard');
  expect(heard.slice(before)).toEqual(['heard']);
});

test('a long text that was pasted once is said whole, however long that takes', () => {
  const { lines, heard, told } = queue();
  for (const line of numbered(400)) lines.take(line);
  vi.advanceTimersByTime(400_000);
  expect(heard).toEqual(numbered(400));
  expect(told).toEqual([]);
});

test('who goes is gone when the last of what they sent is said, and at once if it is dropped', () => {
  const { lines, heard } = queue();
  const gone = vi.fn();
  for (const line of numbered(12)) lines.take(line);
  lines.finish(gone);
  expect(gone).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1_000);
  expect(heard).toHaveLength(12);
  expect(gone).toHaveBeenCalledOnce();

  const other = queue();
  for (const line of numbered(12)) other.lines.take(line);
  other.lines.finish(gone);
  other.lines.drop();
  expect(gone).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10_000);
  expect(other.heard).toHaveLength(10);
});

test('of whoever has gone lines are said for a minute, and then no more', () => {
  const { lines, heard, told } = queue();
  for (const line of numbered(500)) lines.take(line);
  let isOver = false;
  lines.finish(() => (isOver = true));
  vi.advanceTimersByTime(59_000);
  expect(isOver).toBe(false);
  vi.advanceTimersByTime(2_000);
  expect(isOver).toBe(true);
  const said = heard.length;
  vi.advanceTimersByTime(600_000);
  expect([heard.length, told.filter((each) => each.startsWith('muted'))]).toEqual([said, []]);
});
