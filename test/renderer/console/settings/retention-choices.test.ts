import { expect, test } from 'vitest';
import { isShorter, retentionDayChoices } from '../../../../renderer/console/settings/retention-choices.ts';

test('the usual times are offered from the shortest to without end', () => {
  expect(retentionDayChoices(90)).toEqual([1, 7, 30, 90, 365, 0]);
});

test('a time that was set elsewhere is among them', () => {
  expect(retentionDayChoices(14)).toEqual([1, 7, 14, 30, 90, 365, 0]);
});

test('without end is longer than any number of days', () => {
  expect(isShorter(3_650, 0)).toBe(true);
  expect(isShorter(0, 3_650)).toBe(false);
  expect(isShorter(7, 7)).toBe(false);
  expect(isShorter(7, 30)).toBe(true);
});
