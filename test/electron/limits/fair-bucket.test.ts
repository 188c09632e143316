import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FairBucket, type FairBucketLimits } from '../../../electron/limits/fair-bucket.ts';

const LIMITS: FairBucketLimits = {
  burst: 100,
  quietBurst: 60,
  perSecond: 100,
  lastSecondTimes: 8,
  personRanks: [1, 2, 3, 4, 6, 8, 11, 16, 24],
  networkRanks: [24, 48, 96, 192, 384, 768],
};
const SLACK = LIMITS.burst + LIMITS.quietBurst * (LIMITS.personRanks.length + LIMITS.networkRanks.length);

interface Asked {
  readonly atMs: number;
  readonly id: string;
  readonly network: string;
}

/** Generates evenly spaced requests of one person. */
function evenly(id: string, network: string, everyMs: number, firstMs: number, lastMs: number): Asked[] {
  const count = Math.floor((lastMs - firstMs) / everyMs);
  return Array.from({ length: count }, (_, i) => ({ atMs: firstMs + i * everyMs, id, network }));
}

/** The requests that were refused. */
function refused(asked: readonly Asked[], pace = new FairBucket(LIMITS)): readonly Asked[] {
  return asked
    .toSorted((one, other) => one.atMs - other.atMs)
    .filter((each) => pace.take(each, each.atMs) > 0);
}

const loud = fc.record({
  people: fc.integer({ min: 60, max: 400 }),
  networks: fc.integer({ min: 1, max: 40 }),
  everyMs: fc.integer({ min: 300, max: 600 }),
});

test('a person who sends once a second from their own network is refused nothing, however many heavy users there are', () => {
  fc.assert(
    fc.property(loud, fc.integer({ min: 1, max: 20 }), (of, quietCount) => {
      const crowd = Array.from({ length: of.people }, (_, i) =>
        evenly(`loud ${i}`, `192.0.2.${i % of.networks}`, of.everyMs, i * 7, 30_000),
      );
      const quiet = Array.from({ length: quietCount }, (_, i) =>
        evenly(`quiet ${i}`, `198.51.100.${i}`, 1_000, 4_000 + i * 13, 30_000),
      );
      const losers = refused([...crowd, ...quiet].flat());
      expect(losers.filter(({ id }) => id.startsWith('quiet'))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});

test.each([0, 4_000])(
  'the same holds behind one address with thirty heavy users, from %d ms on',
  (fromMs) => {
    const crowd = Array.from({ length: 120 }, (_, i) =>
      evenly(`loud ${i}`, `192.0.2.${i % 4}`, 500, i * 7, 30_000),
    );
    const losers = refused([...crowd.flat(), ...evenly('quiet', '192.0.2.1', 1_000, fromMs, 30_000)]);
    expect(losers.length).toBeGreaterThan(0);
    expect(losers.filter(({ id }) => id === 'quiet')).toEqual([]);
  },
);

test('a class behind one address is served beside heavy users', () => {
  const crowd = Array.from({ length: 300 }, (_, i) =>
    evenly(`loud ${i}`, `192.0.2.${i % 10}`, 500, i * 7, 30_000),
  );
  const pupils = Array.from({ length: 30 }, (_, i) =>
    evenly(`pupil ${i}`, '198.51.100.1', 3_000, 4_000 + i * 90, 30_000),
  );
  const losers = refused([...crowd, ...pupils].flat());
  expect(losers.filter(({ network }) => network === '198.51.100.1')).toEqual([]);
});

test('whatever is requested and by whom, no more is given than the rate, a burst, and a small one for each rank', () => {
  const step = fc.record({
    pauseMs: fc.integer({ min: 0, max: 200 }),
    id: fc.integer({ min: 0, max: 40 }),
    network: fc.integer({ min: 0, max: 10 }),
    times: fc.integer({ min: 1, max: 60 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
      const pace = new FairBucket(LIMITS);
      const given: number[] = [];
      let nowMs = 0;
      for (const { pauseMs, id, network, times } of steps) {
        nowMs += pauseMs;
        for (let i = 0; i < times; i += 1)
          if (pace.take({ id: `${id}`, network: `${network}` }, nowMs) === 0) given.push(nowMs);
      }
      for (const [first, sinceMs] of given.entries()) {
        const most = SLACK + ((nowMs - sinceMs) / 1_000) * LIMITS.perSecond;
        expect(given.length - first).toBeLessThanOrEqual(most + 1);
      }
    }),
  );
});

test('a refused person is told when to try again', () => {
  const pace = new FairBucket({
    burst: 2,
    quietBurst: 1,
    perSecond: 2,
    lastSecondTimes: 1,
    personRanks: [],
    networkRanks: [],
  });
  const one = { id: 'one', network: '' };
  expect([pace.take(one, 0), pace.take(one, 0), pace.take(one, 0)]).toEqual([0, 0, 500]);
  expect(pace.take(one, 500)).toBe(0);
});

/** People who send all they may at once, almost at the same time. */
const outburst = fc.record({
  people: fc.integer({ min: 1, max: 40 }),
  amount: fc.integer({ min: 1, max: 20 }),
  firstMs: fc.integer({ min: 0, max: 12_000 }),
  apartMs: fc.integer({ min: 0, max: 20 }),
});

test('a person who writes at the allowed rate is refused nothing, however many begin with a full burst', () => {
  const steady = fc.record({
    everyMs: fc.integer({ min: 500, max: 1_000 }),
    firstMs: fc.integer({ min: 0, max: 1_000 }),
  });
  fc.assert(
    fc.property(outburst, fc.array(steady, { minLength: 1, maxLength: 20 }), (of, people) => {
      const burst = Array.from({ length: of.people * of.amount }, (_, i) => {
        const person = Math.floor(i / of.amount);
        return {
          atMs: of.firstMs + person * of.apartMs,
          id: `burst ${person}`,
          network: `192.0.2.${person}`,
        };
      });
      const talk = people.map(({ everyMs, firstMs }, i) =>
        evenly(`steady ${i}`, `198.51.100.${i}`, everyMs, firstMs, 15_000),
      );
      const losers = refused([...burst, ...talk.flat()]);
      expect(losers.filter(({ id }) => id.startsWith('steady'))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test('the same holds beside thirty who continue at twice that rate', () => {
  const crowd = Array.from({ length: 30 }, (_, i) =>
    evenly(`loud ${i}`, `192.0.2.${i}`, 250, 5_000 + i * 7, 30_000),
  );
  const steady = Array.from({ length: 20 }, (_, i) =>
    evenly(`steady ${i}`, `198.51.100.${i}`, 520, i * 13, 30_000),
  );
  const losers = refused([...crowd, ...steady].flat());
  expect(losers.length).toBeGreaterThan(0);
  expect(losers.filter(({ id }) => id.startsWith('steady'))).toEqual([]);
});
