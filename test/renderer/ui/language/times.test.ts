import { expect, it } from 'vitest';
import { createTimes, dayOf } from '../../../../renderer/ui/language/times.ts';

const noon = new Date(2026, 3, 2, 12).getTime();
const evening = new Date(2026, 3, 1, 18, 6).getTime();
const times = (preferred: string[]) => createTimes(dayOf(noon), 'en', preferred);

it('distinguishes today and yesterday from other days', () => {
  const { recentDay } = times([]);
  const days = [noon, evening, evening - 86_400_000, noon + 86_400_000];
  expect(days.map(recentDay)).toEqual(['today', 'yesterday', undefined, undefined]);
});

it('formats the time for the region, and tells whether it uses a 12-hour clock', () => {
  expect(times(['en-US']).clock(evening)).toMatch(/^6:06\sPM$/);
  expect(times(['de', 'en-GB']).clock(evening)).toBe('18:06');
  expect([times(['en-US']).halves, times(['en-GB']).halves]).toEqual([true, false]);
  expect(times(['en-GB']).exact(evening + 5_007)).toBe('18:06:05.007');
});
