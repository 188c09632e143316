import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { applyChange, isChange, withoutText } from '../../../contract/fold.ts';
import { RoomLog, type Bounds } from '../../../electron/history/room-log.ts';
import { deleted, edited, logs, message, messages, timeOf } from '../../support/said.ts';

const MANY: Bounds = { entries: 10_000, units: 1_000_000, elsewhere: false };
const FEW: Bounds = { entries: 20, units: 1_000_000, elsewhere: true };
const EMPTY = { entries: [], latest: 0, whole: true };

function logOf(entries: readonly Entry[], bounds = MANY): RoomLog {
  const log = new RoomLog(LOBBY, EMPTY, bounds);
  for (const entry of entries) log.push(entry);
  return log;
}

const seqs = (page: Page | undefined) => page?.entries.map(({ seq }) => seq);
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

/** The whole log as it reads at its end, written apart from the class. */
function naive(log: readonly Entry[]): Entry[] {
  const read = [...log];
  for (const change of log.filter(isChange)) {
    const target = read[change.target - 1];
    if (target?.type === 'message' && change.seq > target.seq)
      read[change.target - 1] = applyChange(target, change);
    if (change.type !== 'deleted') continue;
    for (const [i, entry] of read.entries())
      if (entry.seq <= change.seq) read[i] = withoutText(entry, change.target);
  }
  return read;
}

/** Where a page of the whole log begins and ends, in places of an array. */
function stretch(log: readonly Entry[], place: ReadPosition, most: number): [number, number] {
  if ('before' in place) {
    const end = Math.min(log.length, Math.max(0, place.before - 1));
    return [Math.max(0, end - most), end];
  }
  if ('after' in place) return [Math.min(place.after, log.length), place.after + most];
  const middle = Math.min(Math.max(0, middleOf(log, place)), log.length);
  return [Math.max(0, middle - (most >> 1)), middle + most - (most >> 1)];
}

function middleOf(
  log: readonly Entry[],
  place: Extract<ReadPosition, { around: number } | { since: number }>,
): number {
  if ('around' in place) return place.around - 1;
  const [earliest] = log.filter(({ at }) => at >= place.since).toSorted((one, other) => one.at - other.at);
  return earliest === undefined ? log.length - 1 : log.indexOf(earliest);
}

const places: fc.Arbitrary<ReadPosition> = fc.oneof(
  fc.record({ before: fc.nat(70) }),
  fc.record({ after: fc.nat(70) }),
  fc.record({ around: fc.nat(60) }),
  fc.record({ since: fc.nat(70).map(timeOf) }),
);

test('every page of a whole log is what a plain array would give, and says whether it is the first and the last', () => {
  fc.assert(
    fc.property(logs(), places, fc.integer({ min: 1, max: 20 }), (entries, place, most) => {
      const page = logOf(entries).page(place, most);
      const wanted = naive(entries).slice(...stretch(entries, place, most));
      expect(page?.entries).toEqual(wanted);
      if (wanted.length === 0) return;
      expect(page).toMatchObject({
        room: LOBBY,
        first: wanted[0]!.seq === 1,
        last: wanted.at(-1)!.seq === entries.length,
      });
    }),
    { numRuns: 1_000 },
  );
});

test('a log that holds its end only gives the same pages, or none where it would have to guess', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 31, max: 120 }),
      places,
      fc.integer({ min: 1, max: 20 }),
      (count, place, most) => {
        const entries = messages(count);
        const page = logOf(entries, FEW).page(place, most);
        const [from, to] = stretch(entries, place, most);
        if (page === undefined || page.entries.length === 0) return;
        expect(page.entries).toEqual(entries.slice(from, to));
        expect(page.first).toBe(false);
        expect(page.last).toBe(to >= count);
      },
    ),
    { numRuns: 1_000 },
  );
});

test('a page around an entry brings it, however long those beside it are', () => {
  const log = logOf(range(1, 100).map((seq) => message(seq, 'x'.repeat(16_000))));
  const page = log.page({ around: 55 });
  expect(seqs(page)).toContain(55);
  expect(seqs(page)?.at(0)).toBeLessThan(55);
  expect(seqs(page)?.at(-1)).toBeGreaterThan(55);
});

test('before the first entry there is an empty page, which says that nothing is older', () => {
  expect(logOf(messages(3)).page({ before: 1 })).toEqual({
    room: LOBBY,
    entries: [],
    first: true,
    last: false,
  });
  expect(logOf([]).page({ before: 1 })).toEqual({ room: LOBBY, entries: [], first: true, last: true });
});

test('what somebody missed follows on, and past 1,000 entries they get the last page', () => {
  const log = logOf(messages(1_500));
  expect(seqs(log.resume(500, 100))).toEqual(range(501, 1_500));
  expect(log.resume(500, 100)).toMatchObject({ first: false, last: true });
  expect(seqs(log.resume(499, 100))).toEqual(range(1_401, 1_500));
  expect(seqs(log.resume(1_500, 100))).toEqual([]);
  expect(seqs(log.resume(1_501, 100))).toEqual(range(1_401, 1_500));
});

test('whoever missed more than is held gets the last page', () => {
  const log = logOf(messages(100), FEW);
  expect(seqs(log.resume(50, 10))).toEqual(range(91, 100));
  expect(seqs(log.resume(95, 10))).toEqual(range(96, 100));
});

test('half as much again is held before anything is dropped, and then the bound again', () => {
  const held = (count: number) => logOf(messages(count), FEW).entries().length;
  expect([held(30), held(31), held(40)]).toEqual([30, 20, 29]);
});

test('long texts are dropped by their length, an edited one by its new', () => {
  const bounds = { entries: 1_000, units: 100, elsewhere: true };
  const log = logOf([message(1, 'x'.repeat(100)), message(2, 'y'.repeat(50))], bounds);
  expect(log.entries()).toHaveLength(2);
  log.push(message(3, 'z'));
  expect(log.entries().map(({ seq }) => seq)).toEqual([2, 3]);
});

test('the last page is there however little is held', () => {
  const log = new RoomLog(LOBBY, { entries: messages(2, 9), latest: 10, whole: false }, FEW);
  expect(seqs(log.last(50))).toEqual([9, 10]);
  expect(log.last(50)).toMatchObject({ first: false, last: true });
  expect(log.page({ before: 11 })).toBeUndefined();
});

test('a room whose entries are all elsewhere holds no page, and knows its last number', () => {
  const log = new RoomLog(LOBBY, { entries: [], latest: 10, whole: false }, FEW);
  log.forgetBefore(timeOf(5));
  expect(log.latest).toBe(10);
  for (const place of [{ before: 11 }, { after: 3 }, { around: 5 }, { since: 0 }])
    expect(log.page(place)).toBeUndefined();
  expect(seqs(log.resume(3, 100))).toEqual([]);
});

test('what is too old is forgotten, and what is left is all there is', () => {
  const log = logOf(messages(10));
  log.forgetBefore(timeOf(8));
  expect(seqs(log.page({ before: 11 }))).toEqual([8, 9, 10]);
  expect(log.page({ before: 11 })).toMatchObject({ first: true });
  log.forgetBefore(timeOf(99));
  expect(log.last(50)).toMatchObject({ entries: [], first: true, last: true });
  expect(log.latest).toBe(10);
});

test('where nothing is too old, what lies before is still elsewhere', () => {
  const log = logOf(messages(40), FEW);
  log.forgetBefore(0);
  expect(log.page({ before: 15 })).toBeUndefined();
  expect(log.last(50).first).toBe(false);
});

test('a change of what is not held any more does no harm', () => {
  const log = logOf([...messages(31), edited(32, 1, 'new'), deleted(33, 2)], FEW);
  expect(log.find(1)).toBeUndefined();
  expect(log.find(31)).toMatchObject({ text: 'text 31' });
});

test('no message is found where something else stands', () => {
  const log = logOf([message(1, 'hi'), edited(2, 1, 'ho')]);
  expect(log.find(1)).toMatchObject({ text: 'ho' });
  expect([0, 2, 3].map((seq) => log.find(seq))).toEqual([undefined, undefined, undefined]);
});

test('a page weighs 256 KiB at the most, and holds one entry in any case', () => {
  const long = Array.from({ length: 100 }, (_, i) => message(i + 1, '語'.repeat(4_000)));
  const log = logOf(long);
  const [before, after] = [log.page({ before: 101 })!, log.page({ after: 0 })!];
  for (const page of [before, after]) {
    expect(Buffer.byteLength(JSON.stringify(page.entries))).toBeLessThan(262_144);
    expect(page.entries.length).toBeGreaterThan(15);
  }
  expect(before.entries.at(-1)?.seq).toBe(100);
  expect(after.entries[0]?.seq).toBe(1);
  expect(logOf([message(1, 'x'.repeat(300_000))]).last(50).entries).toHaveLength(1);
});

test('behind an end that could not be read what is held begins anew, and every number is its own entry', () => {
  const log = new RoomLog(LOBBY, { entries: messages(3), latest: 5, whole: true }, FEW);
  expect(seqs(log.last(50))).toEqual([1, 2, 3]);
  log.push(message(6, 'six'));
  log.push(edited(7, 6, 'sixth'));
  expect([log.find(4), log.find(6)?.text]).toEqual([undefined, 'sixth']);
  expect([log.page({ before: 6 }), log.page({ after: 3 })]).toEqual([undefined, undefined]);
});
