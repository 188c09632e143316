import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  PersonLimits,
  PERSON_LIMITS_OFF,
  BUCKET_OFF,
  ROOM_LIMIT_OFF,
  RoomLimit,
  type RatedAction,
  type RateVerdict,
} from '../../../../electron/chat/limits/person-limits.ts';
import { fail } from '../../../../contract/result.ts';
import { MESSAGES_PER_SECOND, MESSAGE_BURST } from '../../../../contract/wire/wire.ts';

const many = (flood: PersonLimits, act: RatedAction, times: number, nowMs: number) =>
  Array.from({ length: times }, () => flood.allow(act, nowMs));
const allowed = (verdicts: readonly RateVerdict[]) => verdicts.filter(({ ok }) => ok).length;
const notices = (verdicts: readonly RateVerdict[]) =>
  verdicts.flatMap((verdict) => (!verdict.ok && verdict.error.notice ? [verdict.error.code] : []));

test('of a thousand messages at once ten are allowed, and the person is told three times', () => {
  const verdicts = many(new PersonLimits(), 'message', 1_000, 5_000);
  expect(allowed(verdicts)).toBe(MESSAGE_BURST);
  expect(notices(verdicts)).toEqual(['too-fast', 'too-fast', 'rate-limited']);
  expect(verdicts[10]).toEqual(fail({ code: 'too-fast', seconds: 1, notice: true }));
  expect(verdicts[12]).toEqual(fail({ code: 'rate-limited', seconds: 30, notice: true }));
  expect(verdicts[999]).toEqual(fail({ code: 'rate-limited', seconds: 30, notice: false }));
});

test('a muted person may write again after thirty seconds, and starts afresh', () => {
  const flood = new PersonLimits();
  many(flood, 'message', 13, 0);
  expect(flood.allow('message', 29_999)).toEqual(fail({ code: 'rate-limited', seconds: 1, notice: false }));
  const verdicts = many(flood, 'message', 22, 30_000);
  expect(allowed(verdicts)).toBe(MESSAGE_BURST + 10);
  expect(notices(verdicts)).toEqual(['too-fast', 'too-fast']);
});

test('a muted person does not speak by a new name or an edit either, and is told for how long', () => {
  const flood = new PersonLimits();
  many(flood, 'message', 13, 0);
  for (const act of ['rename', 'edit'] as const) {
    expect(flood.allow(act, 10_000)).toEqual(fail({ code: 'rate-limited', seconds: 20, notice: true }));
    expect(flood.allow(act, 30_000).ok).toBe(true);
  }
});

test('violations more than a minute ago are forgotten', () => {
  const flood = new PersonLimits();
  for (const minute of [0, 1, 2, 3, 4]) {
    const verdicts = many(flood, 'message', minute === 0 ? 12 : 22, minute * 60_000);
    expect(notices(verdicts)).toEqual(['too-fast', 'too-fast']);
  }
});

test.each([
  ['react', 20, 5, true],
  ['edit', 20, 5, true],
  ['delete', 20, 5, true],
  ['read', 20, 10, true],
  ['search', 5, 2, true],
  ['rename', 3, 0.05, true],
  ['typing', 1, 1 / 3, false],
  ['presence', 10, 1, false],
] as const)('%s: %d at once, then %d a second, told: %s', (act, burst, perSecond, told) => {
  const flood = new PersonLimits();
  const verdicts = many(flood, act, 500, 0);
  expect(allowed(verdicts)).toBe(burst);
  expect(notices(verdicts).length).toBe(told ? 500 - burst : 0);
  expect(verdicts.at(-1)).toMatchObject({ error: { code: 'too-fast', seconds: Math.ceil(1 / perSecond) } });
  expect(allowed(many(flood, act, 500, 1_000 / perSecond))).toBe(1);
});

test('reactions, edits and deletions share one bucket, messages have their own', () => {
  const flood = new PersonLimits();
  const acts = (['react', 'edit', 'delete'] as const).flatMap((act) => many(flood, act, 10, 0));
  expect(allowed(acts)).toBe(20);
  expect(flood.allow('message', 0).ok).toBe(true);
  many(flood, 'message', 100, 0);
  expect(flood.allow('read', 0).ok).toBe(true);
});

test('a page that paces itself is never refused', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 200 }), (pauses) => {
      const flood = new PersonLimits();
      let now = 0;
      let tokens = MESSAGE_BURST;
      for (const pause of pauses) {
        now += pause;
        tokens = Math.min(MESSAGE_BURST, tokens + (pause * MESSAGES_PER_SECOND) / 1_000);
        if (tokens < 1) continue;
        tokens -= 1;
        expect(flood.allow('message', now).ok).toBe(true);
      }
    }),
  );
});

test('however a person writes, they are told five times in thirty seconds at the most', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 500 }), (pauses) => {
      const flood = new PersonLimits();
      const told: number[] = [];
      let now = 0;
      for (const pause of pauses) {
        now += pause;
        const verdict = flood.allow('message', now);
        if (!verdict.ok && verdict.error.notice) told.push(now);
      }
      for (const at of told) {
        expect(told.filter((other) => other >= at && other < at + 30_000).length).toBeLessThanOrEqual(5);
      }
    }),
  );
});

test('what a page sent in its own time is not refused if it was held up for five seconds and came at once', () => {
  const when = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 200 });
  const heldUp = fc.array(fc.integer({ min: 0, max: 5_000 }), { minLength: 200, maxLength: 200 });
  fc.assert(
    fc.property(when, heldUp, (pauses, delays) => {
      const flood = new PersonLimits();
      // A page that has said something a while ago.
      flood.allow('message', 0);
      let [now, arrived, tokens] = [10_000, 0, MESSAGE_BURST];
      pauses.forEach((pause, i) => {
        now += pause;
        tokens = Math.min(MESSAGE_BURST, tokens + (pause * MESSAGES_PER_SECOND) / 1_000);
        if (tokens < 1) return;
        tokens -= 1;
        // In order, so that what was held up holds up what follows.
        arrived = Math.max(arrived, now + (delays[i] ?? 0));
        expect(flood.allow('message', arrived).ok).toBe(true);
      });
    }),
  );
});

test('a room takes a hundred messages a second, and at once a few more of each rank', () => {
  const pace = new RoomLimit();
  const taken = (nowMs: number) =>
    Array.from({ length: 3_000 }, (_, i) =>
      pace.take({ id: `${i % 100}`, network: `192.0.2.${i % 2}` }, nowMs),
    ).filter((waitMs) => waitMs === 0).length;
  const atOnce = taken(0);
  expect(atOnce).toBeGreaterThanOrEqual(100);
  expect(atOnce).toBeLessThanOrEqual(100 + 14 * 20);
  // They are loud now, and pay for what the quiet had.
  expect(taken(1_000) + taken(2_000) + taken(3_000)).toBeLessThanOrEqual(300);
});

test('for measuring nothing is too fast', () => {
  for (let turn = 0; turn < 1_000; turn++) {
    expect(PERSON_LIMITS_OFF.allow('message', 0).ok).toBe(true);
    expect(BUCKET_OFF.take(0)).toBe(0);
    expect(ROOM_LIMIT_OFF.take({ id: 'one', network: '' }, 0)).toBe(0);
  }
});
