import { expect, test } from 'vitest';
import { rangeOf } from '../../../electron/export/days.ts';

test('invalid days and days in the wrong order are distinguished', () => {
  expect(rangeOf('2026-12-05', '2026-12-01')).toBe('backwards');
  expect(rangeOf('2026-12-05', '2026-13-01')).toBe('days');
  expect(rangeOf('2026-02-30')).toBe('days');
});

test('a single day is a whole day, and an empty string is no bound', () => {
  const from = new Date(2026, 11, 5).getTime();
  const until = new Date(2026, 11, 6).getTime();
  expect(rangeOf('2026-12-05', '2026-12-05')).toEqual({ from, until });
  expect(rangeOf('', '2026-12-05')).toEqual({ until });
  expect(rangeOf()).toEqual({});
});
