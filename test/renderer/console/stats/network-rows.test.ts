import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NetworkUsage } from '../../../../contract/ipc/network-usage.ts';
import { keepRows, ROWS_MAX, type NetworkRow } from '../../../../renderer/console/stats/network-rows.ts';

const usageOf = (n: number): NetworkUsage => ({
  network: `192.0.2.${n}`,
  counts: { connections: n, unjoined: 0, uploads: 0, waiting: 0, forms: 0 },
  people: 0,
});
const told = fc
  .uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 })
  .map((all) => all.map(usageOf));

test('a row that is shown stays in its place, whatever comes, grows or goes', () => {
  fc.assert(
    fc.property(fc.array(told, { minLength: 1, maxLength: 6 }), (looks) => {
      let rows: readonly NetworkRow[] = [];
      for (const look of looks) {
        const before = rows.map(({ network }) => network);
        rows = keepRows(rows, look);
        expect(rows.slice(0, before.length).map(({ network }) => network)).toEqual(before);
        expect(
          rows.flatMap(({ usage }) => usage ?? []).toSorted((a, b) => (a.network < b.network ? -1 : 1)),
        ).toEqual(look.toSorted((a, b) => (a.network < b.network ? -1 : 1)));
      }
    }),
  );
});

test('networks that come and go do not make the table longer without end', () => {
  let rows: readonly NetworkRow[] = [];
  for (let i = 0; i < 50; i += 1)
    rows = keepRows(
      rows,
      Array.from({ length: 50 }, (_, n) => usageOf(50 * i + n)),
    );
  expect(rows.length).toBeLessThanOrEqual(ROWS_MAX);
  expect(rows.filter(({ usage }) => usage !== undefined)).toHaveLength(50);
});
