import { expect, test } from 'vitest';
import { LOG_PAGE_MAX, matchesLog, type LogQuery, type LogPage } from '../../../../contract/ipc/log.ts';
import type { Entry } from '../../../../contract/model/entry.ts';
import { LogReader } from '../../../../renderer/console/state/log-reader.ts';
import { ada, batchOf, ming, said, saidIn } from '../samples.ts';

/** What is kept, as the host reads it: in the order in which it was said. */
function kept(all: readonly Entry[], held: readonly Entry[] = []) {
  const asked: LogQuery[] = [];
  return {
    asked,
    held: (room?: string) => held.filter((entry) => room === undefined || entry.room === room),
    read: ({ before, ...filter }: LogQuery): Promise<LogPage | null> => {
      asked.push({ ...filter, ...(before && { before }) });
      const end = before
        ? all.findIndex(({ room, seq }) => room === before.room && seq === before.seq)
        : all.length;
      const start = Math.max(0, end - LOG_PAGE_MAX);
      const entries = all.slice(start, end).filter((entry) => matchesLog(entry, filter));
      const first = all[start];
      return Promise.resolve({
        entries,
        ...(start > 0 && first && { older: { room: first.room, seq: first.seq } }),
      });
    },
    join: () => () => undefined,
  };
}

const log = (count: number) =>
  Array.from({ length: count }, (_, i) => said(i + 1, i % 10 === 0 ? ming : ada));
const places = (reader: LogReader) => reader.stretch.read().entries.map(({ seq }) => seq);
const look = (reader: LogReader) => reader.subscribe(() => undefined);

test('it begins with what is at hand, and reads back to the first without a gap', async () => {
  const all = log(1_000);
  const reader = new LogReader({ room: 'lobby' }, kept(all, all.slice(-100)));
  look(reader);
  expect(places(reader)).toEqual(Array.from({ length: 100 }, (_, i) => 901 + i));
  for (let i = 0; i < 5; i += 1) await reader.readOlder();
  expect(places(reader)).toEqual(all.map(({ seq }) => seq));
  expect(reader.stretch.read().whole).toBe(true);
});

test('at the end it holds no more than it needs, and reads again what it let go', async () => {
  const all = log(5_000);
  const reader = new LogReader({}, kept(all));
  look(reader);
  for (let at = 0; at < 5_000; at += 250) reader.hear(batchOf(...all.slice(at, at + 250)));
  expect(places(reader).length).toBeLessThanOrEqual(1_200);
  expect(places(reader).at(-1)).toBe(5_000);
  const before = places(reader)[0]!;
  await reader.readOlder();
  expect(places(reader)[0]).toBe(before - LOG_PAGE_MAX);
});

test('while its reader reads back nothing moves, what came is counted, and the way to the end is short', async () => {
  const all = log(500);
  const reader = new LogReader({}, kept([...all, said(501, ada)], all));
  look(reader);
  reader.placed(false);
  reader.hear(batchOf(said(501, ada)));
  expect(reader.stretch.read()).toMatchObject({ unread: 1, live: true });
  await reader.toEnd();
  expect(reader.stretch.read().unread).toBe(0);
});

test('a filter is kept for what comes, and what is looked for further back is read on until there is something', async () => {
  const all = [said(1, ming, 'needle'), ...log(900).slice(1)];
  const source = kept(all);
  const reader = new LogReader({ text: 'needle' }, source);
  look(reader);
  await reader.readOlder();
  expect(places(reader)).toEqual([1]);
  expect(source.asked).toHaveLength(5);
  reader.hear(batchOf(said(901, ada, 'hay'), said(902, ada, 'a needle')));
  expect(places(reader)).toEqual([1, 902]);
});

test('what came too fast for the window is read from what is kept', async () => {
  const all = log(300);
  const reader = new LogReader({}, kept(all, all.slice(0, 100)));
  look(reader);
  reader.hear({ ...batchOf(...all.slice(200)), left: [{ room: 'lobby', messages: 1 }] });
  expect(places(reader)[0]).toBe(201);
  await reader.readOlder();
  expect(places(reader)).toEqual(all.map(({ seq }) => seq));
});

test('what was left out in another room is no gap in this one', () => {
  const all = log(20);
  const reader = new LogReader({ room: 'lobby' }, kept(all, all.slice(0, 10)));
  look(reader);
  const left = [{ room: 'r1', messages: 9 }];
  reader.hear({ ...batchOf(...all.slice(10)), left });
  expect(places(reader)).toEqual(all.map(({ seq }) => seq));
});

test('whoever reads back is told of what was left out, and sees what it changed', () => {
  const all = log(10);
  const reader = new LogReader({}, kept(all, all));
  look(reader);
  reader.placed(false);
  const deleted = { type: 'deleted', room: 'lobby', seq: 11, at: 11_000, target: 3, by: ada } as const;
  const left = [{ room: 'lobby', messages: 40 }];
  reader.hear({ left, changes: [deleted], entries: [said(60, ada)] });
  const stretch = reader.stretch.read();
  expect(stretch).toMatchObject({ live: false, unread: 41 });
  expect(places(reader)).toEqual(all.map(({ seq }) => seq));
  expect(stretch.entries[2]).toMatchObject({ seq: 3, deleted: true, text: '' });
});

test('a change finds its message in its own room', () => {
  const held = [said(1, ada, 'here'), saidIn('r1', 1, ming, 'there')];
  const reader = new LogReader({}, kept(held, held));
  look(reader);
  reader.hear(
    batchOf({ type: 'edited', room: 'r1', seq: 2, at: 9_000, target: 1, by: ming, text: 'mended' }),
  );
  expect(reader.stretch.read().entries).toMatchObject([
    { text: 'here' },
    { text: 'mended' },
    { type: 'edited' },
  ]);
});

test('a change that comes together with its message is seen in it', () => {
  const reader = new LogReader({}, kept([]));
  look(reader);
  const edited = { type: 'edited', room: 'lobby', seq: 2, at: 9_000, target: 1, by: ada } as const;
  reader.hear(batchOf(said(1, ada, 'nie'), { ...edited, text: 'nine' }));
  expect(reader.stretch.read().entries[0]).toMatchObject({ text: 'nine', edited: true });
});

test('what cannot be read is said to be, and is not asked for without end', async () => {
  const source = { ...kept([]), read: () => Promise.reject(new Error('broken')) };
  const reader = new LogReader({}, source);
  look(reader);
  await reader.readOlder();
  await reader.readOlder();
  expect(reader.stretch.read()).toMatchObject({ failed: true, reading: false });
});

/** What is kept, read when the test says so; nothing at all cannot be read. */
function slowly(all: () => readonly Entry[], held: readonly Entry[] = []) {
  const waiting: (() => void)[] = [];
  const read = (asked: LogQuery) =>
    new Promise<LogPage | null>((resolve) => {
      waiting.push(() => resolve(all().length === 0 ? null : kept(all()).read(asked)));
    });
  return { ...kept([], held), read, answer: () => waiting.shift()?.() };
}

/** One that was left behind by more than it was told of, and whose reader goes to the newest. */
function behind(all: () => readonly Entry[]) {
  const source = slowly(all, log(10));
  const reader = new LogReader({ room: 'lobby' }, source);
  look(reader);
  reader.placed(false);
  reader.hear({ ...batchOf(...log(100).slice(90)), left: [{ room: 'lobby', messages: 1 }] });
  return { reader, answer: source.answer };
}

const upTo = (count: number) => log(count).map(({ seq }) => seq);

test('what waited while the newest was read is shown once, though it is told after that', async () => {
  const { reader, answer } = behind(() => log(104));
  const gone = reader.toEnd();
  answer();
  await gone;
  reader.hear(batchOf(...log(106).slice(100)));
  expect(places(reader)).toEqual(upTo(106));
  expect(reader.stretch.read()).toMatchObject({ live: true, unread: 0 });
});

test('what is told while the newest is read is lost no more than what it was read with', async () => {
  const { reader, answer } = behind(() => log(102));
  const gone = reader.toEnd();
  reader.hear(batchOf(...log(105).slice(100)));
  answer();
  await gone;
  reader.hear(batchOf(said(106, ada)));
  expect(places(reader)).toEqual(upTo(106));
});

test('whoever asks for the newest twice has it once', async () => {
  const { reader, answer } = behind(() => log(100));
  const both = Promise.all([reader.toEnd(), reader.toEnd()]);
  answer();
  answer();
  await both;
  expect(places(reader)).toEqual(upTo(100));
});

test('the newest that cannot be read takes nothing of what was told meanwhile', async () => {
  const { reader, answer } = behind(() => []);
  const gone = reader.toEnd();
  reader.hear(batchOf({ type: 'deleted', room: 'lobby', seq: 101, at: 101_000, target: 3, by: ada }));
  answer();
  await gone;
  expect(reader.stretch.read().live).toBe(false);
  expect(reader.stretch.read().entries[2]).toMatchObject({ seq: 3, deleted: true });
});

test('one that begins with nothing reads the newest, and shows once and in order what is told of it', async () => {
  const source = slowly(() => log(12));
  const reader = new LogReader({}, source);
  look(reader);
  const read = reader.readOlder();
  reader.hear(batchOf(...log(11).slice(10)));
  source.answer();
  await read;
  expect(places(reader)).toEqual(upTo(12));
  reader.hear(batchOf(...log(13).slice(11)));
  expect(places(reader)).toEqual(upTo(13));
});

test('what is told of another room is shown, however far the log of this one is', async () => {
  const source = slowly(() => log(20));
  const reader = new LogReader({}, source);
  look(reader);
  const read = reader.readOlder();
  source.answer();
  await read;
  reader.hear(batchOf(said(20, ada), saidIn('r1', 1, ming)));
  expect(reader.stretch.read().entries.at(-1)).toMatchObject({ room: 'r1', seq: 1 });
  expect(places(reader)).toHaveLength(21);
});

test('a page from another place than the log begins at by now is read again', async () => {
  const all = log(1_000);
  const source = slowly(() => all, all.slice(0, 300));
  const reader = new LogReader({}, source);
  look(reader);
  const read = reader.readOlder();
  reader.hear({ ...batchOf(...all.slice(600)), left: [{ room: 'lobby', messages: 1 }] });
  source.answer();
  await new Promise((resolve) => setImmediate(resolve));
  source.answer();
  await read;
  expect(places(reader)).toEqual(all.slice(400).map(({ seq }) => seq));
});
