/** Starts in a row on one data folder, between which something happens to it: the files that were said stay. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeAll, expect, test } from 'vitest';
import { SqliteStore } from '../../../electron/history/thread/sqlite-store.ts';
import { Guest } from '../../support/clients/guest.ts';
import { filesBeside } from '../../support/host/stored-files.ts';
import { HISTORY_SCRIPT } from '../../support/host/kept-history.ts';
import { lightHost, type LitHost } from '../../support/host/running-host.ts';
import { build } from '../../support/app/program.ts';
import { FileSender } from '../../support/clients/sent-file.ts';
import { temporaryFolder } from '../../support/host/temporary-folder.ts';

beforeAll(() => build('history'));

const start = (folder: string, place = {}) =>
  lightHost({ history: { folder, script: HISTORY_SCRIPT }, keeping: () => undefined }, place);

/** Three files are said, a hundred messages around them. Answers with the ids of the files. */
async function said(folder: string): Promise<readonly string[]> {
  const { host, port } = await start(folder);
  const ada = await Guest.join(port, 'Ada');
  const sender = new FileSender(port, ada);
  const ids: string[] = [];
  for (const name of ['one', 'two', 'three']) ids.push((await sender.say(name, Buffer.from(name))).id);
  await host.close();
  expect(filesBeside(folder)).toEqual(ids.toSorted());
  return ids;
}

const keepingOf = ({ host }: LitHost) => host.overview().chatInfo.persistence;

type Harm = (folder: string) => void;
const edit =
  (change: (bytes: Buffer) => void): Harm =>
  (folder) => {
    const path = join(folder, 'history.db');
    const bytes = readFileSync(path);
    change(bytes);
    writeFileSync(path, bytes);
  };
const flip = (bytes: Buffer, from: number, to: number) => {
  for (let i = from; i < to; i += 1) bytes[i]! ^= 0x5a;
};

test.each<[string, Harm]>([
  ['its first byte was spoilt', edit((bytes) => flip(bytes, 0, 1))],
  ['all of it but the header was spoilt', edit((bytes) => flip(bytes, 100, bytes.length))],
  ['it is no history any more', (folder) => writeFileSync(join(folder, 'history.db'), 'hello')],
  ['it is empty', (folder) => writeFileSync(join(folder, 'history.db'), '')],
  ['it is gone', (folder) => rmSync(join(folder, 'history.db'))],
  [
    'what it keeps of one file cannot be read',
    edit((bytes) => {
      // The row of the file, behind its id; not the message.
      const at = bytes.lastIndexOf(`","name":"two"`);
      bytes[at] = 1;
      const other = bytes.indexOf(`","name":"two"`);
      if (other !== -1) bytes[other] = 1;
    }),
  ],
])(
  'no file is removed where the history is not whole, in this start and the next ones: %s',
  async (_, harm) => {
    const folder = temporaryFolder();
    const ids = await said(folder);
    harm(folder);
    for (let starts = 0; starts < 3; starts += 1) {
      const { host } = await start(folder);
      expect(filesBeside(folder)).toEqual(ids.toSorted());
      await host.close();
      expect(filesBeside(folder)).toEqual(ids.toSorted());
    }
  },
);

test('no file is removed where a start that began anew was cut off before it knew what there is', async () => {
  const folder = temporaryFolder();
  const ids = await said(folder);
  rmSync(join(folder, 'history.db'));
  const opened = await SqliteStore.open(HISTORY_SCRIPT, folder);
  if (!opened.ok) throw new Error(opened.failure);
  await opened.store.close();
  await (await start(folder)).host.close();
  await (await start(folder)).host.close();
  expect(filesBeside(folder)).toEqual(ids.toSorted());
});

test('how many files no message names is told when they are found, and not again', async () => {
  const folder = temporaryFolder();
  await said(folder);
  rmSync(join(folder, 'history.db'));
  const first = await start(folder);
  expect(keepingOf(first)).toEqual({ kind: 'saved', missing: 'history', unnamedFiles: 3 });
  await first.host.close();
  const second = await start(folder);
  expect(keepingOf(second)).toEqual({ kind: 'saved' });
});

test('a history that was put back names its files again', async () => {
  const folder = temporaryFolder();
  const ids = await said(folder);
  const away = join(temporaryFolder(), 'history.db');
  copyFileSync(join(folder, 'history.db'), away);
  rmSync(join(folder, 'history.db'));
  await (await start(folder)).host.close();
  copyFileSync(away, join(folder, 'history.db'));
  const { port } = await start(folder);
  const bob = await Guest.join(port, 'Bob');
  expect((await new FileSender(port, bob).read(ids[0]!)).status).toBe(200);
  expect(filesBeside(folder)).toEqual(ids.toSorted());
});

test('in a whole history what nobody said is removed, and nothing that has another name than ours', async () => {
  const folder = temporaryFolder();
  const ids = await said(folder);
  const files = join(folder, 'files');
  writeFileSync(join(files, 'f'.repeat(32)), 'not said');
  writeFileSync(join(files, `${'e'.repeat(32)}.part`), 'half');
  writeFileSync(join(files, 'notes.txt'), 'of somebody else');
  mkdirSync(join(files, 'folder'));
  await start(folder);
  expect(filesBeside(folder)).toEqual([...ids, 'folder', 'notes.txt'].toSorted());
});

/** So few of all that they do not wait for a day to be dropped. */
const OLD = 2;

/** All that was said, and what of it is so old that it is dropped in a start. Answers with the numbers of all. */
async function saidLongAgo(folder: string): Promise<number[]> {
  await said(folder);
  const history = { folder, script: HISTORY_SCRIPT };
  const { host, port } = await lightHost({ history, unrestrained: true });
  const ada = await Guest.join(port, 'Ada');
  for (let i = 0; i < 20 * OLD; i += 1) await ada.says(`text ${i}`);
  await host.close();
  const database = new DatabaseSync(join(folder, 'history.db'));
  database.exec(`UPDATE entries SET at = 1000, age = 1000, body = json_remove(json_set(body, '$.at', 1000), '$.crc')
    WHERE id IN (SELECT id FROM entries ORDER BY id LIMIT ${OLD})`);
  const seqs = database.prepare('SELECT seq FROM entries ORDER BY id').all() as { seq: number }[];
  database.close();
  return seqs.map(({ seq }) => seq);
}

/** The numbers of the first that somebody can read. */
async function firstOf(bob: Guest): Promise<number[]> {
  const page = await bob.asks({ type: 'read', room: 'lobby', place: { after: 0 } });
  return 'entries' in page ? page.entries.map(({ seq }) => seq).slice(0, OLD) : [];
}

test('nothing is dropped for its age in a start in which something was damaged, and in the next one it is', async () => {
  const folder = temporaryFolder();
  const seqs = await saidLongAgo(folder);
  edit((bytes) => flip(bytes, 0, 1))(folder);
  const first = await start(folder, { retentionDays: 1 });
  expect(keepingOf(first)).toMatchObject({ salvaged: { lost: 0 } });
  expect(await firstOf(await Guest.join(first.port, 'Bob'))).toEqual(seqs.slice(0, OLD));
  expect(filesBeside(folder)).toHaveLength(3);
  await first.host.close();
  const second = await start(folder, { retentionDays: 1 });
  const bob = await Guest.join(second.port, 'Bob');
  await expect.poll(() => firstOf(bob)).toEqual(seqs.slice(OLD, 2 * OLD));
});
