import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseYielding, TURN_MS, type RunningUpload } from '../../../electron/files/places.ts';

const placed = (network: string, owner: string, forMs = TURN_MS, rate = 10): RunningUpload => ({
  network,
  owner,
  forMs,
  rate,
});

test('the slowest upload of the network with the most yields at once to a person of another network', () => {
  const running = [
    placed('a', 'a1', 0, 9),
    placed('a', 'a2', 0, 4),
    placed('a', 'a3', 0, 7),
    placed('b', 'b1', 0, 1),
  ];
  expect(chooseYielding(running, { network: 'c', owner: 'c1' })).toBe(running[1]);
});

test.each<[string, RunningUpload[], Pick<RunningUpload, 'network' | 'owner'>, number | undefined]>([
  [
    'who has just begun keeps the place beside equals',
    [placed('a', 'a1', 0)],
    { network: 'b', owner: 'b1' },
    undefined,
  ],
  ['who had a turn gives way', [placed('a', 'a1')], { network: 'b', owner: 'b1' }, 0],
  [
    'nobody gives way to a network that has as many',
    [placed('a', 'a1'), placed('b', 'b1')],
    { network: 'b', owner: 'b1' },
    undefined,
  ],
  [
    'behind one address who has two gives way to who has none',
    [placed('a', 'a1', 0), placed('a', 'a1', 0)],
    { network: 'a', owner: 'a2' },
    0,
  ],
  [
    'and who has one, after a turn',
    [placed('a', 'a1', 0), placed('a', 'a3')],
    { network: 'a', owner: 'a2' },
    1,
  ],
  [
    'and nobody takes them from themselves',
    [placed('a', 'a1'), placed('a', 'a1')],
    { network: 'a', owner: 'a1' },
    undefined,
  ],
])('%s', (_, running, newcomer, loser) => {
  expect(chooseYielding(running, newcomer)).toBe(loser === undefined ? undefined : running[loser]);
});

test('slots taken in turns end up shared: a change never widens the gap, and nobody waits forever', () => {
  const someone = fc.record({
    network: fc.constantFrom('a', 'b', 'c'),
    owner: fc.constantFrom('1', '2', '3'),
  });
  const place = fc.tuple(someone, fc.nat(2 * TURN_MS), fc.nat(100));
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 8 }), someone, (places, newcomer) => {
      const running = places.map(([who, forMs, rate]) => ({ ...who, forMs, rate }));
      const count = (network: string) => running.filter((each) => each.network === network).length;
      const loser = chooseYielding(running, newcomer);
      if (loser !== undefined && loser.network !== newcomer.network)
        expect(count(newcomer.network)).toBeLessThan(count(loser.network));
      const old = running.map((each) => ({ ...each, forMs: TURN_MS }));
      if (count(newcomer.network) === 0) expect(chooseYielding(old, newcomer)).toBeDefined();
    }),
  );
});
