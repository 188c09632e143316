import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Message } from '../../../contract/model/entry.ts';
import { ComingChanges } from '../../../electron/history/coming-changes.ts';
import { applyChange, isChange } from '../../../contract/fold.ts';
import { logs, message, reacted } from '../../support/said.ts';

test('a message reads as it will be, however much of what comes is committed, and whenever it is asked for', () => {
  fc.assert(
    fc.property(logs(30), fc.array(fc.nat(3), { minLength: 30 }), (log, lags) => {
      const coming = new ComingChanges();
      const first = message(0, 'first');
      const changes = log.filter(isChange).map((each) => ({ ...each, target: 0 }));
      let [committed, done] = [first, 0];
      for (const [i, change] of changes.entries()) {
        coming.add(change);
        const lag = lags[i] ?? 0;
        for (; done < i + 1 - lag; done += 1) {
          const next = changes[done];
          if (next === undefined) break;
          committed = applyChange(committed, next);
          coming.committed([next]);
        }
        const now = changes.slice(0, i + 1).reduce<Message>(applyChange, first);
        if (lag !== 1) expect(coming.asNow(committed)).toEqual(now);
      }
    }),
    { numRuns: 300 },
  );
});

test('nothing is left of what is committed', () => {
  const coming = new ComingChanges();
  const said = message(1, 'hi');
  coming.add(reacted(2, 1));
  expect(coming.asNow(said)).not.toBe(said);
  coming.committed([reacted(2, 1)]);
  expect(coming.asNow(said)).toBe(said);
});

test('what is committed at once is looked at once, however many change the same message', () => {
  const coming = new ComingChanges();
  let looked = 0;
  const changes = Array.from({ length: 1_000 }, (_, i) => {
    const { seq, ...change } = reacted(i + 2, 1);
    return {
      ...change,
      get seq() {
        looked += 1;
        return seq;
      },
    };
  });
  for (const change of changes) coming.add(change);
  coming.committed(changes);
  expect(looked).toBeLessThanOrEqual(4 * changes.length);
  const said = message(1, 'hi');
  expect(coming.asNow(said)).toBe(said);
});
