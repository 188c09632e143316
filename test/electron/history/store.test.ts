/** What every store does, in memory and in SQLite: on its thread, in a real folder. What only a disk has is tested beside it. */
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { LogQuery } from '../../../contract/ipc/log.ts';
import type { Entry, Message } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { MemoryStore } from '../../../electron/history/memory/memory-store.ts';
import {
  SEARCH_RESULTS_MAX,
  type SearchQuery,
  type Store,
  type StoreRecord,
} from '../../../electron/history/store.ts';
import { SqliteStore } from '../../../electron/history/thread/sqlite-store.ts';
import { build } from '../../support/app/program.ts';
import { HISTORY_SCRIPT } from '../../support/host/kept-history.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';
import { ADA, BOB, deleted, edited, message, messages, reacted, timeOf } from '../../support/said.ts';

beforeAll(() => build('history'));

const OWN = 'ada+bob';
const OTHERS = 'bob+cleo';
/** More than all that is said here takes. */
const BYTES_MAX = 536_870_912;

const records = (...entries: readonly Entry[]) =>
  entries.map((entry): StoreRecord => ({ kind: 'entry', entry }));
const closeRoom = (id: string): StoreRecord => ({ kind: 'room', room: { id, name: id, closed: true } });
const seqsOf = (entries: readonly Entry[]) => entries.map(({ seq }) => seq);
const down = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);
const up = (from: number, to: number) => down(to, from).reverse();

async function openSqlite(): Promise<Store> {
  const opened = await SqliteStore.open(HISTORY_SCRIPT, temporaryFolder());
  if (!opened.ok) throw new Error(opened.detail);
  return opened.store;
}

/** All pages of a search, one array each. */
async function searchAll(store: Store, asked: Omit<SearchQuery, 'person'>, person = ADA.id) {
  const pages: Message[][] = [];
  for (let before: number | undefined, more = true; more;) {
    const found = await store.search({ ...asked, person, ...(before !== undefined && { before }) });
    pages.push([...found.messages]);
    before = found.older;
    more = before !== undefined;
  }
  return pages;
}

/** All pages of the log, the newest page first. */
async function logAll(store: Store, filter: LogQuery = {}) {
  const pages: Entry[][] = [];
  for (let before: LogQuery['before'], more = true; more;) {
    const page = await store.log({ ...filter, ...(before && { before }) });
    pages.push([...page.entries]);
    before = page.older;
    more = before !== undefined;
  }
  return pages;
}

describe.each([
  ['in memory', () => Promise.resolve(new MemoryStore())],
  ['in SQLite', openSqlite],
])('a store %s', (_, create: () => Promise<Store>) => {
  async function open(...entries: readonly Entry[]): Promise<Store> {
    const store = await create();
    onTestFinished(() => store.close());
    await store.commit(records(...entries));
    return store;
  }

  test('has what was committed, each message as it reads now', async () => {
    const store = await open(message(1, 'one'), message(2, 'two'));
    await store.commit(records(edited(3, 1, 'one again'), reacted(4, 2), deleted(5, 2)));
    expect(await store.entry(LOBBY, 1)).toMatchObject({ text: 'one again', changed: 3 });
    expect(await store.entry(LOBBY, 2)).toMatchObject({ text: '', deleted: true });
    expect(await store.entry(LOBBY, 4)).toMatchObject({ type: 'reacted' });
    expect(await store.entry(LOBBY, 9)).toBeUndefined();
    expect(await store.entry('nowhere', 1)).toBeUndefined();
  });

  test('leaves nothing of a deleted text in what answers it', async () => {
    const reply = { seq: 1, from: ADA, text: 'secret' };
    const store = await open(message(1, 'secret'), message(2, 'what?', { reply }), deleted(3, 1));
    expect(JSON.stringify(await store.page(LOBBY, { after: 0 }, 9))).not.toContain('secret');
    expect(await searchAll(store, { text: 'secret' })).toEqual([[]]);
  });

  test.each([
    ['before', { before: 51 }, up(41, 50), false, false],
    ['before, at the start', { before: 4 }, up(1, 3), true, false],
    ['after', { after: 50 }, up(51, 60), false, false],
    ['after, at the end', { after: 95 }, up(96, 100), false, true],
    ['around', { around: 50 }, up(45, 54), false, false],
    ['around the first', { around: 1 }, up(1, 5), true, false],
    ['around the last', { around: 100 }, up(95, 100), false, true],
    ['since', { since: timeOf(50) }, up(45, 54), false, false],
    ['since later than all', { since: timeOf(500) }, up(95, 100), false, true],
  ] as const)('reads a page %s', async (_name, place, seqs, first, last) => {
    const store = await open(...messages(100));
    const page = await store.page(LOBBY, place, 10);
    expect({ ...page, entries: seqsOf(page.entries) }).toEqual({ room: LOBBY, entries: seqs, first, last });
  });

  test('reads nothing in a room in which nothing was said', async () => {
    const store = await open(message(1, 'elsewhere'));
    const nothing = { room: 'nowhere', entries: [], first: true, last: true };
    for (const place of [{ before: 9 }, { after: 0 }, { around: 3 }, { since: 0 }])
      expect(await store.page('nowhere', place, 10)).toEqual(nothing);
  });

  test('names the reader of a page among many who reacted', async () => {
    const by = Array.from({ length: 900 }, (_each, i) => `p${i}`);
    const store = await open(message(1, 'loved', { reactions: [{ emoji: '👍', by }] }));
    const page = await store.page(LOBBY, { after: 0 }, 10, 'p899');
    const [entry] = page.entries;
    const [reaction] = entry?.type === 'message' ? (entry.reactions ?? []) : [];
    expect([reaction?.by.length, reaction?.by.at(-1), reaction?.others]).toEqual([501, 'p899', 399]);
  });

  test.each(['te', 'text'])('finds "%s" the newest first, a page at a time', async (text) => {
    const store = await open(...messages(120));
    const pages = await searchAll(store, { text });
    expect(pages.map(seqsOf)).toEqual([down(120, 71), down(70, 21), down(20, 1)]);
    expect(pages[0]).toHaveLength(SEARCH_RESULTS_MAX);
  });

  test('goes on with a search where it was, whatever is said and deleted meanwhile', async () => {
    const store = await open(...messages(60));
    const first = await store.search({ text: 'text', person: ADA.id });
    await store.commit(records(message(61, 'text 61'), deleted(62, 5)));
    const next = await store.search({ text: 'text', person: ADA.id, before: first.older ?? 0 });
    expect([seqsOf(next.messages), next.older]).toEqual([[10, 9, 8, 7, 6, 4, 3, 2, 1], undefined]);
  });

  test('answers a search for long texts with as many as a page may weigh', async () => {
    const long = Array.from({ length: 12 }, (_each, i) => message(i + 1, `long ${'x'.repeat(60_000)}`));
    const store = await open(...long);
    const pages = await searchAll(store, { text: 'long' });
    expect(pages.map(({ length }) => length)).toEqual([4, 4, 4]);
    expect(pages.flatMap(seqsOf)).toEqual(down(12, 1));
  });

  test.each(['wo', 'word'])('searches for "%s" in what the person may read', async (text) => {
    const said = [LOBBY, 'shut', OWN, OTHERS].map((room, i) => message(1, `word ${i}`, { room }));
    const store = await open(...said);
    await store.commit([closeRoom('shut')]);
    const found = async (room?: string, person = ADA.id) =>
      (await searchAll(store, { text, ...(room !== undefined && { room }) }, person))
        .flat()
        .map((each) => each.room);
    expect(await found()).toEqual([OWN, LOBBY]);
    expect(await found(undefined, 'cleo')).toEqual([OTHERS, LOBBY]);
    expect(await found(undefined, 'dan')).toEqual([LOBBY]);
    expect(await found(OWN)).toEqual([OWN]);
    expect(await found(LOBBY)).toEqual([LOBBY]);
    expect(await found('shut')).toEqual([]);
    expect(await found(OTHERS)).toEqual([]);
  });

  test('finds a message by its new text alone, and by the names of its files', async () => {
    const files = [{ id: 'f1', name: 'Budget.txt', bytes: 1 }];
    const store = await open(message(1, 'old words'), message(2, '', { files }), edited(3, 1, 'new words'));
    expect(await searchAll(store, { text: 'old words' })).toEqual([[]]);
    expect((await searchAll(store, { text: 'new words' })).flat()).toHaveLength(1);
    expect(seqsOf((await searchAll(store, { text: 'budget' })).flat())).toEqual([2]);
  });

  test('reads the log of all open rooms of all, page by page', async () => {
    const turns = messages(150).flatMap((each) => [each, { ...each, room: 'r1' }, { ...each, room: OWN }]);
    const store = await open(...turns, message(1, 'closed', { room: 'shut' }));
    await store.commit([closeRoom('shut')]);
    const pages = await logAll(store);
    const all = pages.toReversed().flat();
    expect(all.map(({ room, seq }) => `${room} ${seq}`)).toEqual(
      up(1, 150).flatMap((seq) => [`${LOBBY} ${seq}`, `r1 ${seq}`]),
    );
    expect(Math.max(...pages.map(({ length }) => length))).toBeLessThanOrEqual(200);
  });

  test('filters the log by room, person, kind and text', async () => {
    const files = [{ id: 'f1', name: 'a.txt', bytes: 1 }];
    const store = await open(
      message(1, 'needle'),
      message(2, 'hay', { from: BOB, files }),
      { type: 'joined', room: LOBBY, seq: 3, at: timeOf(3), person: BOB },
      reacted(4, 1),
      message(1, 'needle', { room: 'r1' }),
    );
    const log = async (filter: LogQuery) =>
      (await logAll(store, filter)).flat().map(({ room, seq }) => `${room} ${seq}`);
    expect(await log({ room: 'r1' })).toEqual(['r1 1']);
    expect(await log({ person: BOB.id })).toEqual(['lobby 2', 'lobby 3', 'lobby 4']);
    expect(await log({ kind: 'files' })).toEqual(['lobby 2']);
    expect(await log({ kind: 'events' })).toEqual(['lobby 3']);
    expect(await log({ kind: 'changes' })).toEqual(['lobby 4']);
    for (const text of ['needle', 'ne']) expect(await log({ text })).toEqual(['lobby 1', 'r1 1']);
    expect(await log({ before: { room: LOBBY, seq: 3 } })).toEqual(['lobby 1', 'lobby 2']);
    expect(await log({ before: { room: LOBBY, seq: 99 } })).toEqual([]);
  });

  test('looks at a bounded number of entries for one page of a filtered log', async () => {
    const store = await open(message(1, 'first', { from: BOB }), ...messages(8_000, 2));
    const [newest, ...older] = await logAll(store, { person: BOB.id });
    expect([newest, older.flat().map(({ seq }) => seq)]).toEqual([[], [1]]);
  });

  test('pages the audit entries by number, the newest first', async () => {
    const store = await open();
    const by = { id: 'host', name: 'Host', role: 'host' } as const;
    await store.commit(
      up(1, 5).map((at) => ({ kind: 'audit', entry: { at, by, what: 'withdraw' } }) as const),
    );
    const newest = await store.auditEntries(2);
    expect(newest.map(({ number, entry }) => [number, entry.at])).toEqual([
      [5, 5],
      [4, 4],
    ]);
    expect((await store.auditEntries(9, 4)).map(({ number }) => number)).toEqual([3, 2, 1]);
    expect(await store.auditEntries(9, 1)).toEqual([]);
  });

  test('drops what is too old by its age, whatever its time says', async () => {
    const store = await open();
    const aged = messages(100).map((entry, i) => ({ kind: 'entry', entry, age: i + 1 }) as const);
    await store.commit(aged);
    expect(await store.due(41)).toEqual({ due: 40, all: 100 });
    await store.prune(41, BYTES_MAX);
    expect(await store.due(41)).toEqual({ due: 0, all: 60 });
    const page = await store.page(LOBBY, { after: 0 }, 100);
    expect([seqsOf(page.entries), page.first, page.last]).toEqual([up(41, 100), true, true]);
    expect((await searchAll(store, { text: 'text' })).flat()).toHaveLength(60);
    expect((await logAll(store)).flat()).toHaveLength(60);
    expect(await store.log({ before: { room: LOBBY, seq: 3 } })).toEqual({ entries: [] });
  });

  test('drops the oldest of all rooms past the bound on bytes', async () => {
    const text = (seq: number) => `${seq} `.repeat(2_000);
    const rooms = [LOBBY, 'r1'];
    const turns = up(1, 300).flatMap((seq) => rooms.map((room) => message(seq, text(seq), { room })));
    const store = await open(...turns);
    await store.prune(0, 1_000_000);
    for (const room of rooms) {
      const { entries } = await store.page(room, { before: 301 }, 10);
      expect(seqsOf(entries)).toEqual(up(291, 300));
      const [oldest] = (await store.page(room, { after: 0 }, 1)).entries;
      expect(oldest?.seq).toBeGreaterThan(100);
    }
  });

  test('tells once which files went with their message', async () => {
    const sent = (seq: number) => message(seq, '', { files: [{ id: `f${seq}`, name: 'x.txt', bytes: 1 }] });
    const store = await open(sent(1), sent(2), sent(3));
    expect(await store.filesGone()).toEqual([]);
    await store.commit(records(deleted(4, 2)));
    expect(await store.filesGone()).toEqual(['f2']);
    await store.prune(timeOf(2), BYTES_MAX);
    expect(await store.filesGone()).toEqual(['f1']);
    expect(await store.filesGone()).toEqual([]);
  });

  test('takes people, rooms and settings, also those that are taken back', async () => {
    const store = await open(message(1, 'hi'));
    const setting = { kind: 'ban', name: 'b1' };
    await store.commit([
      { kind: 'person', known: { proof: 'p', person: ADA } },
      { kind: 'room', room: { id: 'r1', name: 'Room', closed: false } },
      { kind: 'setting', setting: { ...setting, value: '{}' } },
      { kind: 'setting', setting: { ...setting, value: undefined } },
    ]);
    expect((await logAll(store)).flat()).toHaveLength(1);
    expect(store.lost()).toEqual({});
  });

  test('finds what was said in a room again when the room is open again', async () => {
    const store = await open(message(1, 'word', { room: 'r1' }));
    await store.commit([closeRoom('r1')]);
    expect(await searchAll(store, { text: 'word' })).toEqual([[]]);
    await store.commit([{ kind: 'room', room: { id: 'r1', name: 'Room', closed: false } }]);
    expect((await searchAll(store, { text: 'word' })).flat()).toHaveLength(1);
  });

  test('closes', async () => {
    const store = await create();
    await store.commit(records(message(1, 'hi')));
    await expect(store.close()).resolves.toBeUndefined();
  });
});

test('a store in memory holds a bounded number of entries and audit entries', async () => {
  const store = new MemoryStore();
  const by = { id: 'host', name: 'Host', role: 'host' } as const;
  await store.commit(records(...messages(40_000)));
  await store.commit(
    up(1, 40_000).map((at) => ({ kind: 'audit', entry: { at, by, what: 'withdraw' } }) as const),
  );
  expect((await store.due(0)).all).toBeLessThanOrEqual(15_000);
  expect((await store.auditEntries(100_000)).length).toBeLessThanOrEqual(15_000);
  expect((await store.auditEntries(1))[0]?.number).toBe(40_000);
  expect((await store.page(LOBBY, { before: 40_001 }, 1)).entries).toMatchObject([{ seq: 40_000 }]);
});
