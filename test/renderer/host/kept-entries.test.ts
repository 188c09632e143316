import fc from 'fast-check';
import { expect, test } from 'vitest';
import { keepEntries } from '../../../renderer/host/kept-entries.ts';
import { ENTRIES_MAX } from '../../../renderer/ui/entries.ts';
import { ada, anyLog, said } from './samples.ts';

test('however a log is cut into batches, and whatever comes twice, the log comes out', () => {
  fc.assert(
    fc.property(anyLog, fc.array(fc.nat(60), { maxLength: 6 }), (log, cuts) => {
      let kept = keepEntries([], []);
      let end = 0;
      for (const cut of [...cuts, log.length]) {
        kept = keepEntries(kept, log.slice(Math.max(0, end - 3), cut));
        end = Math.max(end, Math.min(cut, log.length));
      }
      expect(kept).toEqual(log);
    }),
  );
});

test('the overview may come after the batches that follow it', () => {
  const log = [said(1, ada), said(2, ada), said(3, ada)];
  expect(keepEntries(log.slice(2), log.slice(0, 2))).toEqual(log);
});

test('entries of a new log replace those of the one before', () => {
  const before = [said(1, ada, 'old', 10), said(2, ada, 'old', 20)];
  const anew = [said(1, ada, 'new', 90)];
  expect(keepEntries(before, anew)).toEqual(anew);
});

test('a new log is known by its time even when its places were dropped already', () => {
  const before = [said(500, ada, 'old', 10), said(501, ada, 'old', 20)];
  const anew = [said(1, ada, 'new', 90)];
  expect(keepEntries(before, anew)).toEqual(anew);
});

test('only the newest are kept', () => {
  const log = Array.from({ length: ENTRIES_MAX + 7 }, (_, place) => said(place + 1, ada));
  const kept = keepEntries([], log);
  expect(kept).toHaveLength(ENTRIES_MAX);
  expect(kept.at(-1)?.seq).toBe(ENTRIES_MAX + 7);
});
