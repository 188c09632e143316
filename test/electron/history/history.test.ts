import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import type { NewEntry } from '../../../contract/model/entry.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { History } from '../../../electron/history/history.ts';
import { MemoryStore } from '../../../electron/history/memory/memory-store.ts';
import { StoreError, type OpenedStore, type Store } from '../../../electron/history/store.ts';
import { SqliteStore } from '../../../electron/history/thread/sqlite-store.ts';
import {
  filesIn,
  HISTORY_SCRIPT,
  inMemory,
  openHistory,
  type KeptHistory,
} from '../../support/host/kept-history.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { build } from '../../support/app/program.ts';
import { ADA, BOB, messages } from '../../support/said.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

beforeAll(() => build('history'));

const say = (text: string, more: object = {}): NewEntry => ({
  type: 'message',
  room: LOBBY,
  from: ADA,
  text,
  ...more,
});

/** Says so many things, and waits until the disk has them. */
async function talk({ history, heard }: KeptHistory, count: number, more: object = {}): Promise<void> {
  const before = heard.length;
  for (let i = 1; i <= count; i += 1) history.append(say(`text ${i}`, more));
  await vi.waitFor(() => expect(heard).toHaveLength(before + count), PATIENTLY);
}

test('nothing is told of before the disk has it', async () => {
  const folder = temporaryFolder();
  const { history, heard } = await openHistory(folder);
  history.append(say('hi'));
  expect([heard.length, history.latest(LOBBY)]).toEqual([0, 0]);
  await vi.waitFor(() => expect(heard).toMatchObject([{ seq: 1, text: 'hi' }]), PATIENTLY);
  expect(history.latest(LOBBY)).toBe(1);
});

test('who reacts before the disk has what others did is judged by what they did', async () => {
  const kept = await openHistory(temporaryFolder());
  await talk(kept, 1);
  const react = (by: typeof ADA, emoji: string): NewEntry => ({
    ...{ type: 'reacted', room: LOBBY, target: 1, by, emoji, on: true },
  });
  kept.history.append(react(ADA, '👍'));
  kept.history.append(react(BOB, '🎂'));
  const both = [
    { emoji: '👍', by: [ADA.id] },
    { emoji: '🎂', by: [BOB.id] },
  ];
  expect(kept.heard).toHaveLength(1);
  expect(kept.history.held(LOBBY, 1)).toMatchObject({ reactions: both });
  await kept.history.settled();
  expect(kept.history.held(LOBBY, 1)).toMatchObject({ reactions: both, changed: 3 });
});

test('the conversation goes on where it was, under the same name, after it was closed', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  await talk(first, 3);
  await first.history.close();
  const second = await openHistory(folder);
  expect(second.history.id).toBe(first.history.id);
  expect(second.history.resume(LOBBY, 1)).toMatchObject({ entries: [{ seq: 2 }, { seq: 3 }], last: true });
  await talk(second, 1);
  expect(second.heard).toMatchObject([{ seq: 4 }]);
});

test('the folder is for its owner alone, and free again as soon as it is closed', async () => {
  const folder = join(temporaryFolder(), 'new', 'data');
  const { history } = await openHistory(folder);
  expect(statSync(folder).mode & 0o777).toBe(0o700);
  expect(readFileSync(join(folder, 'holder.txt'), 'utf8')).toBe(String(process.pid));
  await history.close();
  expect(filesIn(folder)).toEqual(['history.db']);
});

test('a folder in use is refused with the process that has it', async () => {
  const folder = temporaryFolder();
  await openHistory(folder);
  expect(await SqliteStore.open(HISTORY_SCRIPT, folder)).toMatchObject({
    ok: false,
    failure: 'in-use',
    holder: String(process.pid),
  });
});

test('a message that is here already is not appended, also after it was closed', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  expect(first.history.append(say('hi', { ref: 'r' }))).toBeUndefined();
  expect(first.history.append(say('hi', { ref: 'r' }))).toEqual({ room: LOBBY, seq: 1 });
  await first.history.close();
  const { history } = await openHistory(folder);
  expect(history.append(say('hi', { ref: 'r' }))).toEqual({ room: LOBBY, seq: 1 });
  expect(history.append(say('hi', { ref: 'r', from: BOB }))).toBeUndefined();
});

test('what lies before the end that is in memory is read from the disk', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  await talk(first, 1_900);
  await first.history.close();
  const { history } = await openHistory(folder);
  history.keep(90, 536_870_912);
  expect(history.resume(LOBBY, undefined)).toMatchObject({ first: false, last: true });
  const page = await history.page(LOBBY, { before: 801 });
  expect([page?.entries[0]?.seq, page?.entries.at(-1)?.seq]).toEqual([751, 800]);
  expect(page).toMatchObject({ first: false, last: false });
  expect(await history.page(LOBBY, { before: 51 })).toMatchObject({ first: true, last: false });
  expect(await history.page(LOBBY, { after: 1_880 })).toMatchObject({ entries: { length: 20 } });
  expect(await history.find(LOBBY, 7)).toMatchObject({ text: 'text 7' });
});

test('a room of two is read from the disk when it is opened, and goes on where it was', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  await talk(first, 60, { room: 'ada+bob' });
  await first.history.close();
  const second = await openHistory(folder);
  second.history.keep(90, 536_870_912);
  expect(second.history.ownRooms('bob')).toEqual(['ada+bob']);
  expect(second.history.latest('ada+bob')).toBe(60);
  const page = await second.history.page('ada+bob', { before: 61 });
  expect([page?.entries.length, page?.first, page?.last]).toEqual([50, false, true]);
  await talk(second, 1, { room: 'ada+bob' });
  expect(second.heard.at(-1)).toMatchObject({ seq: 61 });
});

test('to read in a room in which nothing was said leaves nothing behind', async () => {
  const { history } = await openHistory(temporaryFolder());
  expect(await history.page('ada+nobody', { before: 1 })).toMatchObject({ entries: [] });
  expect(history.resume('ada+else', 3)).toMatchObject({ entries: [], first: true, last: true });
  expect(history.ownRooms('ada')).toEqual([]);
});

test('a damaged file is put aside with all that is in it, and a new history begins', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  await talk(first, 200);
  await first.history.close();
  const path = join(folder, 'history.db');
  const bytes = readFileSync(path);
  bytes.fill(0xaa, 4_096, 12_288);
  writeFileSync(path, bytes);
  const second = await openHistory(folder);
  expect(second.aside).toMatch(/^history\.db\.corrupt-\d+$/);
  expect(second.history.id).not.toBe(first.history.id);
  // But for the header, in which it stands how it is written.
  const aside = readFileSync(join(folder, second.aside!));
  expect(aside.subarray(100).equals(bytes.subarray(100))).toBe(true);
  await talk(second, 1);
});

test('a disk that cannot answer is no reason to fall silent', async () => {
  const refuse = () => Promise.reject(new StoreError('failed', 'disk I/O error'));
  const store: Store = {
    ...{ commit: refuse, page: refuse, entry: refuse, search: refuse, prune: refuse, bytes: refuse },
    ...{ filesGone: refuse, auditEntries: refuse, log: refuse, due: refuse },
    lost: () => ({}),
    isImmediate: false,
    close: () => Promise.resolve(),
  };
  const end = { entries: [], latest: 7, whole: false };
  const opened: OpenedStore = {
    sqlite: '3.53.0',
    condition: 'whole',
    log: 'l',
    rooms: [],
    people: [],
    refs: [],
    ends: [{ room: LOBBY, end }],
    files: [],
    settings: [],
  };
  const history = new History({ now: () => 1, elapsed: () => 1, store: { store, opened } });
  onTestFinished(() => history.close());
  history.keep(7, 536_870_912);
  history.append(say('hi'));
  await vi.waitFor(() => expect(history.latest(LOBBY)).toBe(8), PATIENTLY);
  expect(history.resume(LOBBY, 7)).toMatchObject({ entries: [{ seq: 8 }] });
  expect(await history.page(LOBBY, { before: 5 })).toBeUndefined();
  expect(await history.find(LOBBY, 3)).toBeUndefined();
  expect(await history.search({ text: 'hi', person: 'x' })).toBeUndefined();
});

test('a file is gone before anybody hears that its message is, on a disk and without', async () => {
  const file = { files: [{ id: 'f1', name: 'x.txt', bytes: 1 }] };
  const deletion: NewEntry = { type: 'deleted', room: LOBBY, target: 1, by: ADA };
  const kept = await openHistory(temporaryFolder());
  const gone: string[] = [];
  const held = new History({
    store: inMemory(),
    now: () => 1,
    elapsed: () => 1,
    filesGone: (ids) => gone.push(...ids),
  });
  for (const [history, ids] of [[kept.history, kept.gone] as const, [held, gone] as const]) {
    const heard = new Promise<string[]>((resolve) => {
      history.hear((entries) => entries.some(({ type }) => type === 'deleted') && resolve([...ids]));
    });
    history.append(say('look', file));
    history.append(deletion);
    expect(await heard).toEqual(['f1']);
  }
});

test('without a disk everything is told at once, and read back past the end that is held', async () => {
  const history = new History({ store: inMemory(), now: () => 1, elapsed: () => 1 });
  onTestFinished(() => history.close());
  const heard: number[] = [];
  history.hear((entries) => heard.push(...entries.map(({ seq }) => seq)));
  for (let i = 0; i < 2_000; i += 1) history.append(say(`text ${i + 1}`));
  expect(heard).toHaveLength(2_000);
  expect(history.resume(LOBBY, undefined)).toMatchObject({ first: false, last: true });
  expect(await history.page(LOBBY, { around: 30 })).toMatchObject({ first: false, last: false });
  expect(await history.page(LOBBY, { before: 51 })).toMatchObject({ entries: { length: 50 }, first: true });
  expect(await history.find(LOBBY, 7)).toMatchObject({ text: 'text 7' });
});

test('what a store in memory takes is lost only where a disk should have it', async () => {
  for (const [isSubstitute, lost] of [[false, {}] as const, [true, { messages: 1 }] as const]) {
    const store = { ...inMemory(), store: new MemoryStore(isSubstitute) };
    const history = new History({ store, now: () => 1, elapsed: () => 1 });
    history.append(say('hi'));
    expect(await history.saveNow()).toEqual(lost);
    await history.close();
    expect(history.unsaved()).toEqual(lost);
  }
});

test('of a message whose deletion is on its way nobody can put the text down again', async () => {
  const folder = temporaryFolder();
  const first = await openHistory(folder);
  const { history, heard } = first;
  history.append(say('the secret'));
  await vi.waitFor(() => expect(heard).toHaveLength(1), PATIENTLY);
  const at = { room: LOBBY, ref: 'r', target: 1, by: ADA };
  const reply = { seq: 1, from: ADA, text: 'the secret' };
  history.append({ type: 'deleted', ...at });
  expect(history.held(LOBBY, 1)).toMatchObject({ text: '', deleted: true });
  history.append({ type: 'edited', ...at, text: 'the secret again' });
  history.append(say('what?', { from: BOB, reply }));
  await vi.waitFor(() => expect(heard).toHaveLength(4), PATIENTLY);
  expect(heard.slice(1)).toMatchObject([
    { type: 'deleted' },
    { type: 'edited', text: '' },
    { text: 'what?', reply: { text: '' } },
  ]);
  expect(JSON.stringify(history.resume(LOBBY, undefined))).not.toContain('secret');
  await history.close();
  const second = await openHistory(folder);
  expect(JSON.stringify(second.history.resume(LOBBY, undefined))).not.toContain('secret');
});

test('what is said overtakes all that is searched and read but one', async () => {
  const opened = await SqliteStore.open(HISTORY_SCRIPT, temporaryFolder());
  if (!opened.ok) throw new Error(opened.detail);
  const { store } = opened;
  onTestFinished(() => store.close());
  const entries = (from: number) => messages(3_000, from).map((entry) => ({ kind: 'entry', entry }) as const);
  await store.commit(entries(1));
  let answered = 0;
  const asked = Array.from({ length: 50 }, () => [
    store.search({ text: 'zz', person: ADA.id }),
    store.page(LOBBY, { before: 100 }, 50),
  ]).flat();
  for (const each of asked) void each.then(() => (answered += 1));
  await store.commit(entries(3_001));
  expect(answered).toBeLessThanOrEqual(1);
  await Promise.all(asked);
  expect(answered).toBe(100);
});

test('what is too much goes as soon as it came, and not only after a while', async () => {
  const { history, heard } = await openHistory(temporaryFolder());
  history.keep(0, 1_000_000);
  const first = async () => (await history.page(LOBBY, { after: 0 }))?.entries[0]?.seq;
  // More than is held in memory.
  for (let i = 0; i < 100; i += 1) history.append(say(`${i} `.repeat(16_000)));
  await vi.waitFor(() => expect(heard).toHaveLength(100), PATIENTLY);
  await expect.poll(first, PATIENTLY).toBeGreaterThan(1);
});
