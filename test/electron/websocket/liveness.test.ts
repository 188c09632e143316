import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WEBSOCKET_LIMITS_DEFAULT } from '../../../electron/websocket/limits.ts';
import { Liveness } from '../../../electron/websocket/liveness.ts';

const BEAT_MS = 2_500;
const BETWEEN = { unfinished: false, finished: 0 };

/** What is due at each of so many beats. */
function beats(liveness: Liveness, count: number, protocol = BETWEEN) {
  return Array.from({ length: count }, () => liveness.beat(BEAT_MS, protocol, WEBSOCKET_LIMITS_DEFAULT));
}

test('a silent peer is asked once, at 15 s, and is gone at 25 s', () => {
  const none = Array<undefined>(5).fill(undefined);
  expect(beats(new Liveness(), 10)).toEqual([...none, 'ping', undefined, undefined, undefined, 'dead']);
});

test('whoever is heard has all of the time again, and is asked again', () => {
  const liveness = new Liveness();
  expect(beats(liveness, 9)).toContain('ping');
  liveness.heard();
  expect(beats(liveness, 9).filter((due) => due !== undefined)).toEqual(['ping']);
});

test('a message that is on its way for 10 s is overdue, however much of it comes', () => {
  const liveness = new Liveness();
  const dues = [1, 2, 3, 4].map(() => {
    liveness.heard();
    return liveness.beat(BEAT_MS, { unfinished: true, finished: 7 }, WEBSOCKET_LIMITS_DEFAULT);
  });
  // At the first beat nobody knows whether it is the one that was on its way before.
  expect(dues).toEqual([undefined, undefined, undefined, undefined]);
  expect(liveness.beat(BEAT_MS, { unfinished: true, finished: 7 }, WEBSOCKET_LIMITS_DEFAULT)).toBe('overdue');
});

test('one message after the other, each cut at a beat, is never overdue', () => {
  const liveness = new Liveness();
  for (let finished = 1; finished < 100; finished += 1) {
    liveness.heard();
    expect(liveness.beat(BEAT_MS, { unfinished: true, finished }, WEBSOCKET_LIMITS_DEFAULT)).toBeUndefined();
  }
});

test('whatever the beats, whoever is heard in time is never gone, and whoever is not always is', () => {
  const step = fc.record({ ms: fc.integer({ min: 1, max: 30_000 }), heard: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const liveness = new Liveness();
      let silentMs = 0;
      for (const { ms, heard } of steps) {
        if (heard) liveness.heard();
        silentMs = (heard ? 0 : silentMs) + ms;
        const dead = liveness.beat(ms, BETWEEN, WEBSOCKET_LIMITS_DEFAULT) === 'dead';
        expect(dead).toBe(silentMs >= WEBSOCKET_LIMITS_DEFAULT.deadAfterMs);
      }
    }),
  );
});
