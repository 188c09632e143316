import { expect, test } from 'vitest';
import { parseRetentionDays } from '../../../contract/model/retention.ts';

test.each([
  ['0', 0],
  [' 7 ', 7],
  ['3650', 3_650],
])('%j are %i days', (written, days) => {
  expect(parseRetentionDays(written)).toBe(days);
});

test.each(['', '-1', '3651', '0.5', '1e3', '7 days', '٧'])('%j are no days', (written) => {
  expect(parseRetentionDays(written)).toBeUndefined();
});
