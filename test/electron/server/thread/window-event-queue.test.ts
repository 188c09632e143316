import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EntryBatch } from '../../../../contract/ipc/entry-batch.ts';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { WindowEvents } from '../../../../contract/ipc/events.ts';
import { FakeBridge } from '../../../renderer/console/fake-bridge.ts';
import {
  BATCH_ENTRIES_MAX,
  WindowEventQueue,
  BATCH_PATIENCE_MS,
} from '../../../../electron/server/thread/window-event-queue.ts';

/** Longer than the outlet waits between two batches, and shorter than its patience, as often as a test waits. */
const A_WHILE_MS = 200;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A window that says when it has taken what it was sent. */
function windowOf() {
  const heard: [keyof WindowEvents, unknown][] = [];
  const batches: EntryBatch[] = [];
  const outlet = new WindowEventQueue((event, value) => {
    heard.push([event, value]);
    if (event === 'entries') batches.push(value as EntryBatch);
  });
  return { outlet, heard, batches };
}

const from = { id: 'ada1', name: 'Ada', role: 'guest', via: 'page' } as const;
const said = (seq: number, room = 'lobby'): Entry => ({
  type: 'message',
  room,
  seq,
  at: seq,
  from,
  text: '',
});
const edited = (seq: number, room = 'lobby'): Entry => ({
  ...{ type: 'edited', room, seq, at: seq, target: 1, by: from },
  text: 'mended',
});
const many = (first: number, count: number) => Array.from({ length: count }, (_, i) => said(first + i));

test('a burst reaches the window as one batch, in its order', () => {
  const { outlet, heard } = windowOf();
  for (const entry of many(1, 3)) outlet.publish('entries', [entry]);
  expect(heard).toEqual([]);
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(heard).toEqual([['entries', { left: [], changes: [], entries: many(1, 3) }]]);
});

test('of a snapshot the latest goes, and a state goes at once with what came before it', () => {
  const { outlet, heard } = windowOf();
  outlet.publish('people', []);
  outlet.publish('nearby', [{ name: 'a', link: '' }]);
  outlet.publish('nearby', []);
  outlet.publish('state', { kind: 'starting' });
  expect(heard).toEqual([
    ['people', []],
    ['nearby', []],
    ['state', { kind: 'starting' }],
  ]);
});

test('no batch follows before the one under way is taken, while snapshots go on', () => {
  const { outlet, heard, batches } = windowOf();
  outlet.publish('entries', many(1, 2));
  vi.advanceTimersByTime(A_WHILE_MS);
  outlet.publish('entries', many(3, 2));
  outlet.publish('people', []);
  outlet.flush();
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(batches).toHaveLength(1);
  expect(heard.at(-1)).toEqual(['people', []]);
  outlet.taken();
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(batches.map(({ entries }) => entries.map(({ seq }) => seq))).toEqual([
    [1, 2],
    [3, 4],
  ]);
});

test('a window that is fast is left a moment between two batches', () => {
  const { outlet, batches } = windowOf();
  outlet.publish('entries', many(1, 1));
  vi.advanceTimersByTime(A_WHILE_MS);
  outlet.taken();
  outlet.publish('entries', many(2, 1));
  outlet.flush();
  expect(batches).toHaveLength(1);
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(batches).toHaveLength(2);
});

test('an answer that is lost holds up the rest for a while only', () => {
  const { outlet, batches } = windowOf();
  outlet.publish('entries', many(1, 1));
  vi.advanceTimersByTime(A_WHILE_MS);
  outlet.publish('entries', many(2, 1));
  vi.advanceTimersByTime(BATCH_PATIENCE_MS - A_WHILE_MS);
  expect(batches).toHaveLength(1);
  vi.advanceTimersByTime(2 * A_WHILE_MS);
  expect(batches).toHaveLength(2);
});

test('what is too much for a batch is left out but for what it changes, and counted by room', () => {
  const { outlet, batches } = windowOf();
  const own: Entry = { ...said(9, 'r1'), from: { ...from, via: 'console' } } as Entry;
  outlet.publish('entries', [said(8, 'r1'), own, said(1), edited(2), ...many(3, BATCH_ENTRIES_MAX)]);
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(batches).toEqual([
    {
      left: [
        { room: 'r1', messages: 2, news: 8 },
        { room: 'lobby', messages: 1, news: 1 },
      ],
      changes: [edited(2)],
      entries: many(3, BATCH_ENTRIES_MAX),
    },
  ]);
});

test('a window that begins anew gets the snapshot at once, nothing that is part of it, and waits for no batch', () => {
  const { outlet, heard } = windowOf();
  outlet.publish('entries', many(1, 2));
  vi.advanceTimersByTime(A_WHILE_MS);
  outlet.publish('entries', many(3, 2));
  outlet.publish('people', []);
  const snapshot = new FakeBridge().snapshot;
  outlet.begin(snapshot);
  outlet.publish('entries', many(5, 1));
  vi.advanceTimersByTime(A_WHILE_MS);
  expect(heard.slice(1)).toEqual([
    ['snapshot', snapshot],
    ['entries', { left: [], changes: [], entries: many(5, 1) }],
  ]);
});

test('however fast it comes and is taken: nothing twice, nothing lost uncounted, in order, and never more than a batch holds', () => {
  const step = fc.oneof(
    fc.record({
      come: fc.integer({ min: 1, max: 1_800 }),
      room: fc.constantFrom('lobby', 'r1'),
      edits: fc.boolean(),
    }),
    fc.constant('take' as const),
    fc.constant('answer' as const),
    fc.constant('wait' as const),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const { outlet, batches } = windowOf();
      const published: Entry[] = [];
      let takenUpTo = 0;
      const take = () => {
        takenUpTo = batches.length;
        outlet.taken();
      };
      for (const each of [...steps, 'wait' as const]) {
        if (each === 'take') take();
        else if (each === 'answer') outlet.flush();
        else if (each === 'wait') vi.advanceTimersByTime(A_WHILE_MS);
        else {
          const write = each.edits ? edited : said;
          const come = Array.from({ length: each.come }, (_, i) => write(published.length + i, each.room));
          published.push(...come);
          outlet.publish('entries', come);
        }
        expect(batches.length - takenUpTo).toBeLessThanOrEqual(1);
      }
      take();
      vi.advanceTimersByTime(A_WHILE_MS);
      let at = 0;
      for (const { left, changes, entries } of batches) {
        const first = published.findIndex((entry) => entry === entries[0]);
        const gone = published.slice(at, first);
        expect(entries.length).toBeLessThanOrEqual(BATCH_ENTRIES_MAX);
        expect(entries).toEqual(published.slice(first, first + entries.length));
        expect(changes).toEqual(gone.filter(({ type }) => type === 'edited').slice(-BATCH_ENTRIES_MAX));
        expect(new Map(left.map(({ room, messages }) => [room, messages]))).toEqual(messagesIn(gone));
        at = first + entries.length;
      }
      expect(at).toBe(published.length);
    }),
    { numRuns: 200 },
  );
});

/** By room, also where there are none. */
function messagesIn(entries: readonly Entry[]): Map<string, number> {
  const messages = new Map<string, number>();
  for (const { room, type } of entries)
    messages.set(room, (messages.get(room) ?? 0) + (type === 'message' ? 1 : 0));
  return messages;
}
