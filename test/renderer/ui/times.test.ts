import { expect, it } from 'vitest';
import { createTimes, dayOf } from '../../../renderer/ui/times.ts';

const noon = new Date(2026, 3, 2, 12).getTime();
const evening = new Date(2026, 3, 1, 18, 6).getTime();
const times = (preferred: string[], hours: '24' | 'own') => createTimes(dayOf(noon), 'en', preferred, hours);

it('tells today and yesterday from other days', () => {
  const { recentDay } = times([], 'own');
  const days = [noon, evening, evening - 86_400_000, noon + 86_400_000];
  expect(days.map(recentDay)).toEqual(['today', 'yesterday', undefined, undefined]);
});

it('tells the time as the reader is used to, or in columns of one width', () => {
  expect(times(['en-US'], 'own').clock(evening)).toMatch(/^6:06\sPM$/);
  expect(times(['de', 'en-GB'], 'own').clock(evening)).toBe('18:06');
  expect(times(['en-US'], '24').clock(evening)).toBe('18:06');
});
