import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countDeeds } from '../../../renderer/host/event-runs.ts';
import type { Event } from '../../../renderer/host/log-lines.ts';
import { ada, anyLog, ming } from './samples.ts';

test('a person who did the same twice is named once', () => {
  const joined = (seq: number): Event => ({ type: 'joined', seq, at: seq, person: ada });
  expect(countDeeds([joined(1), joined(2)])).toEqual([{ deed: 'joined', names: ['Ada'], more: 0 }]);
});

test('a goodbye and a lost connection are two deeds, in the order in which they happened', () => {
  const events: Event[] = [
    { type: 'left', seq: 1, at: 1, person: ming, goodbye: false },
    { type: 'left', seq: 2, at: 2, person: ada, goodbye: true },
  ];
  expect(countDeeds(events).map(({ deed }) => deed)).toEqual(['lost', 'left']);
});

test('after two names the others are counted', () => {
  const events = Array.from({ length: 5 }, (_, place): Event => ({
    type: 'joined',
    seq: place,
    at: place,
    person: { ...ada, id: `p${place}`, name: `N${place}` },
  }));
  expect(countDeeds(events)).toEqual([{ deed: 'joined', names: ['N0', 'N1'], more: 3 }]);
});

test('named and counted people are as many as did it', () => {
  fc.assert(
    fc.property(anyLog, (log) => {
      const events = log.filter((entry): entry is Event => entry.type !== 'message');
      for (const { deed, names, more } of countDeeds(events)) {
        expect(names.length + more).toBeGreaterThan(0);
        expect(names.length).toBeLessThanOrEqual(2);
        expect(deed).toMatch(/joined|left|lost|renamed/);
      }
    }),
  );
});
