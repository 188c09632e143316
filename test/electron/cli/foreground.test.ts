import { expect, onTestFinished, test, vi } from 'vitest';
import { followTerminal, isForeground, mayReadTerminal } from '../../../electron/cli/foreground.ts';

test.each([
  ['120 (node) S 90 120 90 34816 120 4194304', true],
  ['120 (node) S 90 120 90 34816 90 4194304', false],
  ['120 (a) b) (c) R 90 120 90 34816 120 4194304', true],
  ['120 (node) S 90 120 90 0 -1 4194304', false],
  ['', false],
])('%j: %s', (stat, foreground) => {
  expect(isForeground(stat)).toBe(foreground);
});

test('a pipe is always read, a terminal only if that is known not to stop the program', () => {
  for (const platform of ['linux', 'darwin', 'win32'] as const)
    expect(mayReadTerminal(false, platform)).toBe(true);
  expect(mayReadTerminal(true, 'win32')).toBe(true);
  expect(mayReadTerminal(true, 'darwin')).toBe(false);
});

test('reads once in the foreground, even without a signal, and stops in the background', () => {
  vi.useFakeTimers();
  const before = process.listeners('SIGCONT');
  onTestFinished(() => {
    vi.useRealTimers();
    for (const listener of process.listeners('SIGCONT'))
      if (!before.includes(listener)) process.off('SIGCONT', listener);
  });
  let isInFront = false;
  const told: boolean[] = [];
  followTerminal(
    () => isInFront,
    (mayRead) => told.push(mayRead),
  );
  expect(told).toEqual([false]);
  // As `porchlight & fg` does in bash.
  isInFront = true;
  vi.advanceTimersToNextTimer();
  expect(told).toEqual([false, true]);
  vi.advanceTimersToNextTimer();
  expect(told).toEqual([false, true]);
  isInFront = false;
  process.emit('SIGCONT');
  expect(told).toEqual([false, true, false]);
});
