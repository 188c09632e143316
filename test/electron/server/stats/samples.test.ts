import { expect, test } from 'vitest';
import { SAMPLES_MAX, type TrafficStats } from '../../../../contract/ipc/stats.ts';
import { Samples } from '../../../../electron/server/stats/samples.ts';

const figures = (roundTripMs?: number): TrafficStats => ({
  id: 'a',
  lastSeen: 0,
  messages: 0,
  received: 0,
  sent: 0,
  ...(roundTripMs !== undefined && { roundTripMs }),
});

test('a sample has the rates since the one before', () => {
  const samples = new Samples({ at: 0, messages: 10, bytes: 1_000 });
  const everybody = [...Array.from({ length: 99 }, (_, i) => figures(i + 1)), figures(), figures(500)];
  expect(samples.add({ at: 2_000, messages: 30, bytes: 5_000 }, everybody, 1.5)).toEqual({
    at: 2_000,
    people: 101,
    messagesPerSecond: 10,
    bytesPerSecond: 2_000,
    delayMs: 1.5,
    roundTrip50: 51,
    roundTrip99: 500,
  });
  expect(samples.add({ at: 4_000, messages: 30, bytes: 5_000 }, [], 0)).toEqual({
    at: 4_000,
    people: 0,
    messagesPerSecond: 0,
    bytesPerSecond: 0,
    delayMs: 0,
  });
});

test('it keeps one hour of samples', () => {
  const samples = new Samples({ at: 0, messages: 0, bytes: 0 });
  for (let i = 1; i <= SAMPLES_MAX + 10; i += 1) samples.add({ at: i, messages: 0, bytes: 0 }, [], 0);
  expect(samples.list()).toHaveLength(SAMPLES_MAX);
  expect(samples.list()[0]?.at).toBe(11);
});
