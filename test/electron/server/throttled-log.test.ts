import { expect, onTestFinished, test, vi } from 'vitest';
import { HOST_LIMITS_DEFAULT, withinSystem } from '../../../electron/server/limits/limits.ts';
import { ThrottledLog } from '../../../electron/server/throttled-log.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';

function reporting(limits = HOST_LIMITS_DEFAULT) {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const lines: string[] = [];
  const reports = new ThrottledLog(hostWords(), limits, (line) => lines.push(line));
  return { reports, lines };
}

test('the first mistake is told at once', () => {
  const { reports, lines } = reporting();
  reports.failed(new Error('lamp'));
  expect(lines).toEqual([expect.stringContaining('Porchlight hit an error')]);
  expect(lines[0]).toContain('Error: lamp at ');
});

test('a flood of them is told once a second, with how many and the last', () => {
  const { reports, lines } = reporting();
  for (let i = 1; i <= 1_000; i += 1) {
    reports.failed(new Error(`lamp ${i}`));
    vi.advanceTimersByTime(3);
  }
  vi.advanceTimersByTime(10_000);
  expect(lines.map((line) => /lamp \d+/.exec(line)?.[0])).toEqual([
    'lamp 1',
    'lamp 334',
    'lamp 667',
    'lamp 1000',
  ]);
  expect(lines.map((line) => /hit (\d+) errors/.exec(line)?.[1])).toEqual([undefined, '333', '333', '333']);
  expect(vi.getTimerCount()).toBe(0);
});

test('after a quiet second the next one is told at once again', () => {
  const { reports, lines } = reporting();
  reports.failed(new Error('one'));
  vi.advanceTimersByTime(1_000);
  reports.failed(new Error('two'));
  expect(lines).toHaveLength(2);
});

test('what was not told yet is told at the end, and no timer is left', () => {
  const { reports, lines } = reporting();
  for (const name of ['one', 'two', 'three']) reports.failed(new Error(name));
  reports.stop();
  expect(vi.getTimerCount()).toBe(0);
  reports.stop();
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain('hit 2 errors');
});

test('whatever was thrown, it is one line that a terminal does not obey', () => {
  const { reports, lines } = reporting();
  const hostile = 'a\nb\r\u001b[2J\u009b31m\u202e\u2028{{count}}$t(shared:room)';
  for (const error of [new Error(hostile), hostile, undefined, null, { toString: () => hostile }]) {
    reports.failed(error);
    vi.advanceTimersByTime(2_000);
  }
  expect(lines).toHaveLength(5);
  for (const line of lines) expect(line).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  expect(lines[1]).toContain('a b\\u{d}\\u{1b}[2J\\u{9b}31m\\u{202e}\\u{2028}{{count}}$t(shared:room)');
});

test('whoever was turned away for want of room is counted, and the reason is said', () => {
  const { reports, lines } = reporting();
  for (let i = 0; i < 5; i += 1) reports.full();
  vi.advanceTimersByTime(1_000);
  expect(lines).toEqual([
    expect.stringMatching(/^Turned away a connection: all 2048 are in use\. .*--limit sockets=NUMBER\.$/),
    expect.stringMatching(/^Turned away 4 connections: all 2048 are in use\. /),
  ]);
});

test('where the system is the reason, that is said', () => {
  const { reports, lines } = reporting(withinSystem(HOST_LIMITS_DEFAULT, 1_024));
  reports.full();
  reports.full();
  reports.stop();
  expect(lines).toEqual([
    expect.stringMatching(
      /^Turned away a connection: the system allows Porchlight only 1024 open files .*ulimit -n/,
    ),
    expect.stringMatching(/^Turned away a connection: the system/),
  ]);
});
