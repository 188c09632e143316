import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Draft, Entry, Person } from '../../../contract/wire.ts';
import { MemoryLog } from '../../../electron/history/memory-log.ts';

const PAGE = 100;
const RESUME_MAX = 1_000;

const person = (id: string): Person => ({ id, name: id, role: 'guest', via: 'page' });
const says = (id: string, text: string, ref?: string): Draft => ({
  type: 'message',
  from: person(id),
  text,
  ...(ref !== undefined && { ref }),
});
const joined: Draft = { type: 'joined', person: person('ada') };

/** A log, and what its listener heard. */
function open(now: () => number = () => 0) {
  const heard: Entry[] = [];
  return { log: new MemoryLog('id', now, (entries) => heard.push(...entries)), heard };
}

function filled(count: number) {
  const opened = open();
  for (let i = 1; i <= count; i += 1) opened.log.append(says('ada', String(i), String(i)));
  return opened;
}

const places = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);

test('an entry gets its place and time, and the listener hears of it before append returns', () => {
  const { log, heard } = open(() => 42);
  expect(log.append(joined)).toBeUndefined();
  expect(heard).toEqual([{ ...joined, seq: 1, at: 42 }]);
});

test('a message with the same author and ref is appended once, and the first comes back', () => {
  const { log, heard } = open();
  log.append(says('ada', 'hi', 'r'));
  expect(log.append(says('ada', 'hi again', 'r'))).toEqual(heard[0]);
  expect(heard).toHaveLength(1);
});

test('the same ref of another author, and messages without a ref, are others', () => {
  const { log, heard } = open();
  const drafts = [says('ada', 'hi', 'r'), says('bob', 'hi', 'r'), says('ada', 'hi'), says('ada', 'hi')];
  for (const draft of drafts) log.append(draft);
  expect(heard).toHaveLength(4);
});

test('a clock that jumps back never turns the order around', () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { minLength: 1 }), (times) => {
      const clock = [...times];
      const { log, heard } = open(() => clock.shift()!);
      times.forEach(() => log.append(joined));
      heard.slice(1).forEach((entry, i) => expect(entry.at).toBeGreaterThanOrEqual(heard[i]!.at));
    }),
  );
});

test('an empty log has an empty page, and whoever was at its start has missed nothing', () => {
  const { log } = open();
  expect(log.last()).toEqual({ entries: [], whole: false });
  expect(log.since(0)).toEqual({ entries: [], whole: true });
});

test('the last page is the newest hundred', () => {
  const { log } = filled(PAGE + 5);
  expect(places(log.last().entries)).toEqual(Array.from({ length: PAGE }, (_, i) => i + 6));
});

test('whoever comes back gets what they missed, whole up to a thousand entries', () => {
  const count = RESUME_MAX + 200;
  const { log, heard } = filled(count);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: count }), (after) => {
      const { entries, whole } = log.since(after);
      expect(whole).toBe(count - after <= RESUME_MAX);
      expect(entries).toEqual(whole ? heard.slice(after) : heard.slice(-PAGE));
    }),
  );
});

test('a place that the log has not reached gets the last page, not whole', () => {
  const { log, heard } = filled(3);
  expect(log.since(4)).toEqual({ entries: heard, whole: false });
  expect(log.since(Number.MAX_SAFE_INTEGER)).toEqual({ entries: heard, whole: false });
});

test('a page of long texts is shorter, ends with the newest, and says that it is not whole', () => {
  const { log, heard } = open();
  for (let i = 0; i < 10; i += 1) log.append(says('ada', 'x'.repeat(60_000)));
  expect(log.since(0)).toEqual({ entries: heard.slice(-4), whole: false });
  expect(log.since(6)).toEqual({ entries: heard.slice(-4), whole: true });
  expect(log.last().entries).toEqual(heard.slice(-4));
});

test('the oldest are forgotten in one go, places stay, and refs of what is kept still count', () => {
  const { log, heard } = filled(15_001);
  expect(log.since(15_000).entries).toEqual(heard.slice(-1));
  expect(log.append(says('ada', 'again', '5002'))).toEqual(heard[5_001]);
  expect(log.append(says('ada', 'again', '15001'))).toEqual(heard[15_000]);
  expect(log.append(says('ada', 'again', '5001'))).toBeUndefined();
  expect(heard.at(-1)).toMatchObject({ seq: 15_002, text: 'again' });
  expect(log.since(5_000)).toMatchObject({ whole: false });
});

test('long texts are forgotten by their weight, the latest stay', () => {
  const { log, heard } = open();
  for (let i = 1; i <= 200; i += 1) log.append(says('ada', 'x'.repeat(60_000), String(i)));
  // The first is new again, since it was forgotten; the last is known.
  expect(log.append(says('ada', 'again', '1'))).toBeUndefined();
  expect(log.append(says('ada', 'again', '200'))).toEqual(heard[199]);
});

test('a page weighs what it weighs on the wire, and the newest entry is in it in any case', () => {
  const { log, heard } = open();
  for (let i = 0; i < 3; i += 1) log.append(says('ada', '\u0001'.repeat(65_536)));
  expect(log.last().entries).toEqual(heard.slice(-1));
});
