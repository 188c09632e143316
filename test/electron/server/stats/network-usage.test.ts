import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  NETWORKS_MAX,
  RESOURCES,
  type Resource,
  type ResourceUse,
} from '../../../../contract/ipc/network-usage.ts';
import { usageOf } from '../../../../electron/server/stats/network-usage.ts';

const MOST = { connections: 2_048, unjoined: 2_000, uploads: 8, waiting: 50, forms: 256 };

const network = fc.integer({ min: 1, max: 90 }).map((n) => `192.0.2.${n}`);
const counts = fc.uniqueArray(fc.tuple(network, fc.integer({ min: 1, max: 50 })), {
  maxLength: 90,
  selector: ([name]) => name,
});

function takenOf(all: Readonly<Record<Resource, readonly (readonly [string, number])[]>>) {
  const taken = (resource: Resource): ResourceUse => ({
    most: MOST[resource],
    byNetwork: new Map(all[resource]),
  });
  return {
    connections: taken('connections'),
    unjoined: taken('unjoined'),
    uploads: taken('uploads'),
    waiting: taken('waiting'),
    forms: taken('forms'),
  };
}

const NOTHING = { connections: [], unjoined: [], uploads: [], waiting: [], forms: [] };

test('the network with the largest share of anything comes first, even with fewer connections', () => {
  const taken = takenOf({
    ...NOTHING,
    connections: [
      ['192.0.2.1', 40],
      ['192.0.2.2', 3],
    ],
    uploads: [['192.0.2.2', 6]],
  });
  const usage = usageOf(taken, new Map([['192.0.2.1', 12]]));
  expect(usage.most).toEqual(MOST);
  expect(usage.taken).toEqual({ connections: 43, unjoined: 0, uploads: 6, waiting: 0, forms: 0 });
  expect(usage.networks.map((each) => [each.network, each.people])).toEqual([
    ['192.0.2.2', 0],
    ['192.0.2.1', 12],
  ]);
});

test('shown and hidden networks together are all networks, once each', () => {
  const all = fc.record({
    connections: counts,
    unjoined: counts,
    uploads: counts,
    waiting: counts,
    forms: counts,
  });
  fc.assert(
    fc.property(all, counts, (given, people) => {
      const usage = usageOf(takenOf(given), new Map(people));
      const names = new Set([
        ...RESOURCES.flatMap((resource) => given[resource].map(([name]) => name)),
        ...people.map(([name]) => name),
      ]);
      const shown = usage.networks.map((each) => each.network);
      expect(new Set(shown).size).toBe(shown.length);
      expect(shown.length).toBe(Math.min(names.size, NETWORKS_MAX));
      expect(shown.length + usage.others).toBe(names.size);
      for (const resource of RESOURCES) {
        const sum = given[resource].reduce((before, [, count]) => before + count, 0);
        expect(usage.taken[resource]).toBe(sum);
      }
    }),
  );
});
