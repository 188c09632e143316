/** Real files, damaged byte by byte and page by page: what can be read is there again, and nothing is lost to a doubt. */
import {
  closeSync,
  copyFileSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import type { Entry } from '../../../../contract/model/entry.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { RepairingDatabase } from '../../../../electron/history/thread/repairing-database.ts';
import { failureOf } from '../../../../electron/history/sqlite/failure.ts';
import { DamagedFile } from '../../../../electron/history/sqlite/sqlite-file.ts';
import type { StoreRecord } from '../../../../electron/history/store.ts';
import { mayRemoveUnnamed } from '../../../../electron/history/sqlite/unnamed-files.ts';
import { ADA, BOB, edited, message, messages, reacted } from '../../../support/said.ts';
import {
  makeTemporaryFolder,
  removeFolder,
  temporaryFolder,
} from '../../../support/host/temporary-folder.ts';

const PAGE_BYTES = 4_096;
const LONG = 'long '.repeat(3_000);
const ATTACHMENT = { id: 'a'.repeat(32), name: 'photo.jpg', bytes: 3 };

/** Texts that fill some 40 pages, and one that takes several by itself. */
const SAID: readonly Entry[] = [
  ...messages(300),
  message(301, LONG),
  message(302, 'with a file', { files: [ATTACHMENT] }),
  reacted(303, 5),
  message(304, 'answer', { reply: { seq: 7, from: BOB, text: 'text 7' } }),
  edited(305, 8, 'text 8 as it is now'),
  ...messages(200, 306),
];
const LAST = SAID.length;
const RECORDS: readonly StoreRecord[] = [
  { kind: 'room', room: { id: LOBBY, name: 'Lobby', closed: false } },
  { kind: 'room', room: { id: 'r1', name: 'Class 3B', closed: false } },
  { kind: 'person', known: { proof: 'p', person: ADA } },
  { kind: 'setting', setting: { kind: 'ban', name: 'b1', value: '{"x":1}' } },
  { kind: 'setting', setting: { kind: 'clock', name: '', value: '{"age":1}' } },
  { kind: 'setting', setting: { kind: 'waited', name: '', value: '0' } },
  {
    kind: 'audit',
    entry: { at: 1, by: { id: 'host', name: 'Host', role: 'host' }, what: 'role', to: 'moderator' },
  },
  ...SAID.map((entry) => ({ kind: 'entry', entry }) as const),
];

/** Everything is said, and it is closed. */
function written(folder = temporaryFolder()): string {
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  kept.close();
  return folder;
}

/** Its bytes, read once for all tests. */
const whole = written(makeTemporaryFolder());
afterAll(() => removeFolder(whole));
const bytesWhole = readFileSync(join(whole, 'history.db'));

function damaged(harm: (bytes: Buffer) => unknown): { folder: string; bytes: Buffer } {
  const folder = temporaryFolder();
  const copy = Buffer.from(bytesWhole);
  const harmed = harm(copy);
  const bytes = Buffer.isBuffer(harmed) ? harmed : copy;
  writeFileSync(join(folder, 'history.db'), bytes);
  return { folder, bytes };
}

function open(folder: string): RepairingDatabase {
  const kept = new RepairingDatabase(folder);
  onTestFinished(() => kept.close());
  return kept;
}

const flip = (bytes: Buffer, at: number, length: number) => {
  for (let i = at; i < Math.min(at + length, bytes.length); i += 1) bytes[i]! ^= 0x5a;
};

/** All there is, forwards; and backwards the same. */
function readAll(kept: RepairingDatabase): Entry[] {
  const all: Entry[] = [];
  for (let after = 0; ;) {
    const page = kept.perform((database) => database.page(LOBBY, { after }, 50));
    all.push(...page.entries);
    const last = page.entries.at(-1)?.seq;
    if (last === undefined || page.last) break;
    after = last;
  }
  const back: Entry[] = [];
  for (let before = LAST + 100_000; ;) {
    const page = kept.perform((database) => database.page(LOBBY, { before }, 50));
    back.unshift(...page.entries);
    const first = page.entries[0]?.seq;
    if (first === undefined || page.first) break;
    before = first;
  }
  expect(back.map(({ seq }) => seq)).toEqual(all.map(({ seq }) => seq));
  return all;
}

function opens(folder: string) {
  const kept = new RepairingDatabase(folder);
  kept.close();
  return { condition: kept.opened.condition, files: kept.opened.files.map(({ id }) => id) };
}

/** `undefined` where something damaged is come upon. */
function triedToRead(kept: RepairingDatabase): Entry[] | undefined {
  try {
    return readAll(kept);
  } catch (error) {
    if (failureOf(error) === 'damaged') return undefined;
    throw error;
  }
}

/** As each entry reads once all is said. */
const first = new RepairingDatabase(whole);
const { opened } = first;
const expected = new Map(readAll(first).map((entry) => [entry.seq, entry]));
first.close();

/** How many entries of the whole file each page has a part of, by SQLite's own account. */
function entriesByPage(): Map<number, number> {
  const raw = new DatabaseSync(join(whole, 'history.db'), { readOnly: true });
  const rows = raw.prepare("SELECT pageno, pagetype, ncell FROM dbstat WHERE name = 'entries'").all() as {
    pageno: number;
    pagetype: string;
    ncell: number;
  }[];
  raw.close();
  return new Map(
    rows.map(({ pageno, pagetype, ncell }) => [
      pageno,
      pagetype === 'overflow' ? 1 : pagetype === 'leaf' ? ncell : 0,
    ]),
  );
}

test('whichever page is spoilt, all is read that does not stand on it, and nothing is read wrong', () => {
  const onPage = entriesByPage();
  const pages = bytesWhole.length / PAGE_BYTES;
  expect(pages).toBeGreaterThan(30);
  for (let page = 1; page <= pages; page += 1) {
    const { folder, bytes } = damaged((copy) => flip(copy, (page - 1) * PAGE_BYTES, PAGE_BYTES));
    const kept = new RepairingDatabase(folder);
    const all = readAll(kept);
    for (const entry of all) expect(entry).toEqual(expected.get(entry.seq));
    expect([page, all.length]).toEqual([page, LAST - (onPage.get(page) ?? 0)]);
    const { aside, salvaged, condition, ends } = kept.opened;
    if (aside !== undefined) {
      expect([page, condition, salvaged]).toMatchObject([
        ...[page, 'salvaged'],
        { read: all.length, lost: LAST - all.length },
      ]);
      expect(readFileSync(join(folder, aside)).equals(bytes)).toBe(true);
      // Nobody is given a number that somebody else was.
      expect(ends.find(({ room }) => room === LOBBY)?.end.latest).toBeGreaterThanOrEqual(LAST);
    }
    kept.perform((database) => database.commit([{ kind: 'entry', entry: message(999_999, 'still works') }]));
    const found = kept.perform((database) => database.search({ text: 'still works', person: ADA.id }));
    expect(found.messages).toHaveLength(1);
    kept.close();
    // The next start finds nothing that is damaged.
    const again = new RepairingDatabase(folder);
    expect([page, again.opened.condition, again.opened.aside]).toEqual([page, 'whole', undefined]);
    again.close();
    rmSync(folder, { recursive: true });
  }
});

test('whatever bytes are spoilt, it opens, the damaged file is kept, and numbers go on', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: bytesWhole.length - 1 }),
      fc.constantFrom(1, 16, 512, 3 * PAGE_BYTES),
      (at, length) => {
        const { folder, bytes } = damaged((copy) => flip(copy, at, length));
        let kept: RepairingDatabase | undefined;
        try {
          kept = new RepairingDatabase(folder);
          const { aside, ends } = kept.opened;
          for (const entry of readAll(kept)) expect(entry).toEqual(expected.get(entry.seq));
          const asideNow = aside ?? kept.mended()?.aside;
          if (asideNow !== undefined) expect(readFileSync(join(folder, asideNow)).equals(bytes)).toBe(true);
          const latest = ends.find(({ room }) => room === LOBBY)?.end.latest ?? 0;
          expect(latest).toBeGreaterThanOrEqual(LAST);
        } catch (error) {
          // One byte can make a version of it that is to come: that is left alone.
          if (failureOf(error) !== 'newer') throw error;
          expect(readFileSync(join(folder, 'history.db')).equals(bytes)).toBe(true);
        } finally {
          kept?.close();
          rmSync(folder, { recursive: true });
        }
      },
    ),
    { numRuns: 30 },
  );
});

test('whichever byte of its header is spoilt, it opens', () => {
  const left = Array.from({ length: 100 }, (_, at) => at).filter((at) => {
    const { folder } = damaged((copy) => flip(copy, at, 1));
    try {
      new RepairingDatabase(folder).close();
      return false;
    } catch (error) {
      // One byte can make a version of it that is to come: that is left alone.
      return failureOf(error) !== 'newer';
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
  expect(left).toEqual([]);
});

test.each([
  ['its first byte', (bytes: Buffer) => flip(bytes, 0, 1)],
  ['all of its header', (bytes: Buffer) => flip(bytes, 0, 100)],
  ['the version of its schema', (bytes: Buffer) => flip(bytes, 60, 4)],
  ['its schema', (bytes: Buffer) => flip(bytes, 100, PAGE_BYTES - 100)],
])('without %s everything is there again', (_, harm) => {
  const kept = open(damaged(harm).folder);
  expect(kept.opened).toMatchObject({ condition: 'salvaged', salvaged: { read: LAST, lost: 0 } });
  expect(readAll(kept)).toHaveLength(LAST);
  expect(kept.opened.log).toBe(opened.log);
  expect(kept.opened.people).toEqual(opened.people);
  expect(kept.opened.rooms).toEqual(opened.rooms);
  expect(kept.opened.files).toEqual([{ ...ATTACHMENT, owner: ADA.id }]);
  expect(kept.opened.settings).toContainEqual({ kind: 'ban', name: 'b1', value: '{"x":1}' });
  expect(kept.perform((database) => database.auditEntries(10))).toHaveLength(1);
});

test('whichever older version its header says, it opens with all that was said', () => {
  const folder = written();
  const path = join(folder, 'history.db');
  // Where the version of the schema stands (sqlite.org/fileformat2.html §1.3).
  const version = readFileSync(path)[63] ?? 0;
  for (let older = 0; older < version; older += 1) {
    const again = temporaryFolder();
    const bytes = readFileSync(path);
    bytes[63] = older;
    writeFileSync(join(again, 'history.db'), bytes);
    const kept = new RepairingDatabase(again);
    onTestFinished(() => kept.close());
    expect([older, kept.opened.condition, kept.perform((each) => each.entry(LOBBY, LAST))?.seq]).toEqual([
      older,
      'salvaged',
      LAST,
    ]);
  }
});

test('a room whose row is lost is there again, and goes on with numbers that nobody was given', () => {
  const raw = new DatabaseSync(join(whole, 'history.db'), { readOnly: true });
  const { pageno } = raw.prepare("SELECT pageno FROM dbstat WHERE name = 'rooms'").get() as {
    pageno: number;
  };
  raw.close();
  const kept = open(damaged((bytes) => flip(bytes, (pageno - 1) * PAGE_BYTES, PAGE_BYTES)).folder);
  expect(kept.opened.salvaged).toEqual({ read: LAST, lost: 0 });
  expect(kept.opened.rooms).toEqual([{ id: LOBBY, name: LOBBY, closed: false }]);
  const { latest } = kept.opened.ends[0]!.end;
  // No more rows than these fit into the file.
  expect(latest).toBeGreaterThanOrEqual(LAST + bytesWhole.length / 100);
  kept.perform((database) =>
    database.commit([{ kind: 'entry', entry: message(latest + 1, 'after the gap') }]),
  );
  const after = kept.perform((database) => database.page(LOBBY, { after: LAST }, 50));
  expect(after).toMatchObject({ entries: [{ seq: latest + 1 }], first: false, last: true });
  const before = kept.perform((database) => database.page(LOBBY, { before: latest + 1 }, 50));
  expect(before.entries.at(-1)).toMatchObject({ seq: LAST });
});

test('what held until it was taken away is counted where it is lost, and no mark of the clock', () => {
  const raw = new DatabaseSync(join(whole, 'history.db'), { readOnly: true });
  const { pageno } = raw.prepare("SELECT pageno FROM dbstat WHERE name = 'marks'").get() as {
    pageno: number;
  };
  raw.close();
  const kept = open(damaged((bytes) => flip(bytes, (pageno - 1) * PAGE_BYTES, PAGE_BYTES)).folder);
  expect(kept.opened.salvaged).toMatchObject({
    read: LAST,
    lost: 0,
    lostSettings: 1,
  });
});

test('half a file gives what is in that half', () => {
  const kept = open(damaged((bytes) => bytes.subarray(0, Math.floor(bytes.length / 2) + 100)).folder);
  expect(kept.opened.condition).toBe('salvaged');
  const all = readAll(kept);
  expect(all.length).toBeGreaterThan(50);
  for (const entry of all) expect(entry).toEqual(expected.get(entry.seq));
});

test('where nothing can be read a new one begins, and the old one is kept', () => {
  const { folder, bytes } = damaged(() => Buffer.from('hello '.repeat(500)));
  const kept = open(folder);
  expect(kept.opened).toMatchObject({ condition: 'new', rooms: [], people: [] });
  expect(kept.opened.salvaged).toBeUndefined();
  expect(readFileSync(join(folder, kept.opened.aside!)).equals(bytes)).toBe(true);
});

test('what stands in the write-ahead log of a damaged file is read too', () => {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  // All of it is in the file itself now, but for what comes last.
  kept.perform((database) => database.prune(0, 1e12));
  kept.perform((database) => database.commit([{ kind: 'entry', entry: message(LAST + 1, 'the last') }]));
  const copied = temporaryFolder();
  // As a program leaves it that is killed.
  for (const more of ['', '-wal'])
    copyFileSync(join(folder, `history.db${more}`), join(copied, `history.db${more}`));
  kept.close();
  const path = join(copied, 'history.db');
  const bytes = readFileSync(path);
  flip(bytes, 0, 100);
  writeFileSync(path, bytes);
  const again = open(copied);
  expect(again.opened.salvaged).toEqual({ read: LAST + 1, lost: 0 });
});

/** All is in the file itself, but for what comes last: that is in its log alone, as a program leaves it that is killed. */
function killed(): { readonly bytes: Buffer; readonly log: Buffer } {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  kept.perform((database) => database.prune(0, 1e12));
  kept.perform((database) => database.commit([{ kind: 'entry', entry: message(LAST + 1, 'the last') }]));
  const [bytes, log] = ['', '-wal'].map((more) => readFileSync(join(folder, `history.db${more}`)));
  kept.close();
  return { bytes: bytes!, log: log! };
}

test.each([0, 1, 20, 99, 100, 4_095, 4_096, 0.15, 0.3, 0.5, 0.7, 0.85])(
  'a file that was cut off, after %d bytes or such a part of it, is mended with its write-ahead log',
  (cut) => {
    const { bytes, log } = killed();
    const folder = temporaryFolder();
    const length = cut > 0 && cut < 1 ? Math.floor(bytes.length * cut) : cut;
    writeFileSync(join(folder, 'history.db'), bytes.subarray(0, length));
    writeFileSync(join(folder, 'history.db-wal'), log);
    const kept = open(folder);
    expect(kept.opened.condition).toBe('salvaged');
    expect(kept.opened.ends.find(({ room }) => room === LOBBY)?.end.latest).toBeGreaterThan(LAST);
    const all = readAll(kept);
    expect(all.at(-1)).toMatchObject({ seq: LAST + 1, text: 'the last' });
    for (const entry of all.slice(0, -1)) expect(entry).toEqual(expected.get(entry.seq));
    if (cut === 0.85) expect(all.length).toBeGreaterThan(LAST / 2);
  },
);

test('a damaged write-ahead log makes a file no longer than it was', () => {
  const { bytes, log } = killed();
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'history.db'), bytes.subarray(0, Math.floor(bytes.length / 2)));
  // How many pages there are after the first commit; which is true no more.
  for (let at = 32; at < log.length; at += 24 + PAGE_BYTES)
    if (log.readUInt32BE(at + 4) > 0) log[at + 4] = 0x7f;
  writeFileSync(join(folder, 'history.db-wal'), log);
  const kept = open(folder);
  expect(kept.opened.condition).toBe('salvaged');
  for (const entry of readAll(kept)) expect(entry).toEqual(expected.get(entry.seq));
});

test('a write-ahead log without its file is read, and kept', () => {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  const copied = temporaryFolder();
  copyFileSync(join(folder, 'history.db-wal'), join(copied, 'history.db-wal'));
  kept.close();
  const again = open(copied);
  expect(again.opened.salvaged).toEqual({ read: LAST, lost: 0 });
  expect(
    readdirSync(copied).filter((name) => name.endsWith('-wal') && name.includes('corrupt')),
  ).toHaveLength(1);
});

test('a file that was open when its log went away may lack what was said last: nothing is removed on its word', () => {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  kept.perform((database) => database.prune(0, 1e12));
  const copied = temporaryFolder();
  copyFileSync(join(folder, 'history.db'), join(copied, 'history.db'));
  kept.close();
  const { opened: doubtful } = open(copied);
  expect(doubtful.condition).toBe('whole');
  expect(mayRemoveUnnamed(doubtful)).toBe(false);
});

test('a log that is gone is told where the folder was used before, and one that SQLite emptied is not', () => {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  kept.perform((database) => database.commit(RECORDS));
  kept.perform((database) => database.prune(0, 1e12));
  const copied = () => {
    const copy = temporaryFolder();
    copyFileSync(join(folder, 'history.db'), join(copy, 'history.db'));
    return copy;
  };
  const [first, used, emptied] = [copied(), copied(), copied()];
  kept.close();
  for (const copy of [used, emptied]) mkdirSync(join(copy, 'files'));
  writeFileSync(join(emptied, 'history.db-wal'), '');
  expect([first, used, emptied].map((copy) => open(copy).opened.missing)).toEqual([
    undefined,
    'log',
    undefined,
  ]);
});

test.each([
  ['a new folder', () => undefined, undefined],
  [
    'one that never kept a history',
    (folder: string) => writeFileSync(join(folder, 'settings.json'), '{}'),
    undefined,
  ],
  [
    'one whose first start was cut off',
    (folder: string) => writeFileSync(join(folder, 'history.db'), ''),
    undefined,
  ],
  ['one that was used before', (folder: string) => mkdirSync(join(folder, 'files')), 'history'],
] as const)('whether a history is missing where there is none: %s', (_, prepare, missing) => {
  const folder = temporaryFolder();
  prepare(folder);
  expect(open(folder).opened.missing).toBe(missing);
});

test('a mending that was cut off is done to its end the next time', () => {
  const folder = temporaryFolder();
  copyFileSync(join(whole, 'history.db'), join(folder, 'history.db.salvaged'));
  writeFileSync(join(folder, 'history.db.corrupt-1'), 'the damaged one');
  const kept = open(folder);
  expect(readAll(kept)).toHaveLength(LAST);
  expect(readFileSync(join(folder, 'history.db.corrupt-1'), 'utf8')).toBe('the damaged one');
});

test('a mending that was cut off before its end begins anew', () => {
  const { folder } = damaged((bytes) => flip(bytes, 0, 100));
  writeFileSync(join(folder, 'history.db.part'), bytesWhole.subarray(0, 9_000));
  writeFileSync(join(folder, 'history.db.salvaged'), 'half');
  const kept = open(folder);
  expect(kept.opened.salvaged).toEqual({ read: LAST, lost: 0 });
  expect(
    readdirSync(folder)
      .filter((name) => !name.includes('corrupt'))
      .sort(),
  ).toEqual([...['history.db', 'history.db-wal']]);
});

test('damage that is come upon later is mended then, and whoever asked has their answer', () => {
  const folder = temporaryFolder();
  const kept = open(written(folder));
  let asked = 0;
  const page = kept.perform((database) => {
    asked += 1;
    if (asked === 1) throw new DamagedFile('a page');
    return database.page(LOBBY, { before: LAST + 1 }, 50);
  });
  expect(page.entries).toHaveLength(50);
  expect(kept.mended()).toMatchObject({ salvaged: { read: LAST, lost: 0 } });
  expect(kept.mended()).toBeUndefined();
  // Once only: it is not the file if it comes again.
  expect(() =>
    kept.perform(() => {
      throw new DamagedFile('a page');
    }),
  ).toThrow('a page');
  expect(readAll(kept)).toHaveLength(LAST);
});

test('once it is mended nothing is dropped before the next start', () => {
  const { folder } = damaged(() => undefined);
  const kept = new RepairingDatabase(folder);
  const tries: unknown[] = [];
  kept.perform((database) => {
    if (tries.push(database) === 1) throw new DamagedFile('a page');
  });
  const age = SAID[100]!.at;
  expect(kept.prune(age, 1e12)).toBe(true);
  expect(readAll(kept)).toHaveLength(LAST);
  kept.close();
  const again = open(folder);
  while (!again.prune(age, 1e12));
  expect(readAll(again).length).toBeLessThan(LAST);
});

test('where a mending fails what was there goes on, and once it can be done it is done', async () => {
  const { folder } = damaged(() => undefined);
  const kept = new RepairingDatabase(folder);
  // Behind the back of who has it open, and of what of it is in memory.
  const onPage = entriesByPage();
  const [page = 0] = [...onPage].find(([, entries]) => entries > 5) ?? [];
  const file = openSync(join(folder, 'history.db'), 'r+');
  writeSync(file, Buffer.alloc(PAGE_BYTES, 0x5a), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES);
  closeSync(file);
  // In the way of the new file, as a full disk is.
  const part = join(folder, 'history.db.part');
  mkdirSync(join(part, 'full'), { recursive: true });
  const comesUpon = () =>
    kept.perform(() => {
      throw new DamagedFile('a page');
    });
  expect(comesUpon).toThrow();
  expect(kept.mended()).toBeUndefined();
  const say = (seq: number) =>
    kept.perform((database) => database.commit([{ kind: 'entry', entry: message(seq, 'goes on') }]));
  say(LAST + 1);
  expect(kept.perform((database) => database.entry(LOBBY, LAST + 1))).toMatchObject({ text: 'goes on' });
  rmSync(part, { recursive: true });
  // Not before a while: nobody waits for one try after the other.
  await expect.poll(() => triedToRead(kept)).toHaveLength(LAST + 1 - (onPage.get(page) ?? 0));
  expect(kept.mended()).toMatchObject({ salvaged: { lost: onPage.get(page) } });
  say(LAST + 2);
  kept.close();
  kept.close();
  expect(() => say(LAST + 3)).toThrow('closed');
  const again = open(folder);
  expect(again.opened.condition).toBe('whole');
  expect(readAll(again).at(-1)).toMatchObject({ seq: LAST + 2 });
});

test('a row that is no JSON any more is left out, and said not to be whole', () => {
  const { folder } = damaged((bytes) => {
    bytes[bytes.indexOf('"text":"text 400"')] = 1;
  });
  const kept = open(folder);
  expect(kept.opened.condition).toBe('damaged');
  expect(kept.unread()).toBe(1);
  expect(readAll(kept)).toHaveLength(LAST - 1);
});

test('a letter that became another one is no text that anybody wrote', () => {
  const { folder } = damaged((bytes) => {
    const at = bytes.indexOf('"text":"text 400"');
    bytes[at + 8] = 'n'.charCodeAt(0);
  });
  const kept = open(folder);
  expect(kept.unread()).toBe(1);
  expect(readAll(kept).map(({ seq }) => seq)).not.toContain(400);
});

test.each([
  ['the id of a file', `"id":"${ATTACHMENT.id}`, 7],
  ['the id of its thumbnail', '"thumbnail":"ttt', 14],
  ['its name', '"name":"photo.jpg"', 9],
])('%s that became another one leaves the history not whole', (_, found, place) => {
  const folder = temporaryFolder();
  const kept = new RepairingDatabase(folder);
  const picture = { type: 'image/jpeg', width: 9, height: 9, thumbnail: 't'.repeat(32) } as const;
  const said = message(1, 'with a file', { files: [{ ...ATTACHMENT, picture }] });
  kept.perform((database) => database.commit([{ kind: 'entry', entry: said }]));
  kept.close();
  expect(opens(folder)).toEqual({ condition: 'whole', files: [ATTACHMENT.id] });
  // Of the row of the file, not of its message: that one has more before it.
  const bytes = readFileSync(join(folder, 'history.db'));
  const rows = [...bytes.toString('latin1').matchAll(/.\{"id":"a{32}"/gs)];
  const row = rows.find(([text]) => text[0] !== '[');
  const at = bytes.indexOf(found, row!.index);
  bytes[at + place]! ^= 2;
  writeFileSync(join(folder, 'history.db'), bytes);
  expect(opens(folder)).toEqual({ condition: 'damaged', files: [] });
});

test('entries that were written before there were checksums are read as they are', () => {
  const folder = written();
  const raw = new DatabaseSync(join(folder, 'history.db'));
  raw.exec("UPDATE entries SET body = json_remove(body, '$.crc')");
  raw.close();
  expect(readAll(open(folder))).toHaveLength(LAST);
});

test('what is there under the name of the history and is no file is left alone', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'history.db'));
  try {
    expect(new RepairingDatabase(folder)).toBeUndefined();
  } catch (error) {
    expect(failureOf(error)).toBe('no-file');
  }
  expect(readdirSync(folder)).toEqual(['history.db']);
});
