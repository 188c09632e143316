import { expect, test } from 'vitest';
import { TrafficCounters } from '../../../../electron/chat/sessions/traffic-counters.ts';
import {
  TrafficCounter,
  type CountedConnection,
} from '../../../../electron/chat/sessions/traffic-counter.ts';

const line = (received: number, sent = 0, roundTripMs?: number): CountedConnection => ({
  bytes: { received, sent },
  roundTripMs,
});

test('bytes are counted over all connections of one person, and a new byte is a sign of life', () => {
  const tally = new TrafficCounter(1_000);
  expect(tally.stats('a', line(10, 20), 2_000)).toMatchObject({ received: 10, sent: 20, lastSeen: 2_000 });
  expect(tally.stats('a', line(10, 30), 3_000)).toMatchObject({ sent: 30, lastSeen: 2_000 });
  tally.over(line(15, 30));
  expect(tally.stats('a', undefined, 4_000)).toMatchObject({ received: 15, sent: 30, lastSeen: 2_000 });
  expect(tally.stats('a', line(1), 5_000)).toMatchObject({ received: 16, lastSeen: 5_000 });
});

test('the round trip is the median of the last five, and none before the first', () => {
  const tally = new TrafficCounter(0);
  expect(tally.stats('a', line(0), 0)).not.toHaveProperty('roundTripMs');
  for (const ms of [900, 10, 30, 20, 40, 50]) tally.stats('a', line(0, 0, ms), 0);
  expect(tally.stats('a', line(0, 0, 50), 0).roundTripMs).toBe(30);
});

test('whoever left is counted in all, and has no figures of their own', () => {
  const tallies = new TrafficCounters();
  tallies.begin('a', 0);
  tallies.said('a');
  tallies.over('a', line(7, 3));
  tallies.end('a');
  tallies.begin('b', 0);
  expect(tallies.stats(() => line(1, 1), 0)).toMatchObject({
    figures: [{ id: 'b', messages: 0, received: 1 }],
    counted: { messages: 1, bytes: 12 },
  });
});
