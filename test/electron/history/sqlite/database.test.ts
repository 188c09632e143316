import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { ReadPosition } from '../../../../contract/wire/page.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { foldText } from '../../../../contract/text/fold-text.ts';
import { Database } from '../../../../electron/history/sqlite/database.ts';
import { failureOf } from '../../../../electron/history/sqlite/failure.ts';
import type { StoredRoom, KnownPerson, StoreRecord } from '../../../../electron/history/store.ts';
import { ADA, BOB, deleted, edited, message, messages, reacted, timeOf } from '../../../support/said.ts';
import { effortMs } from '../../../support/host/effort.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

const BYTES_MAX = 536_870_912;
const own = 'ada+bob';
/** SQLite's own, if nobody says otherwise. */
const PAGE_BYTES = 4_096;

const entries = (...all: readonly Entry[]): StoreRecord[] => all.map((entry) => ({ kind: 'entry', entry }));
const person = (known: KnownPerson): StoreRecord => ({ kind: 'person', known });
const room = (kept: StoredRoom): StoreRecord => ({ kind: 'room', room: kept });

/** Opens the same file again and again; the one before is closed first. */
function file(path = join(temporaryFolder(), 'history.db')) {
  let database: Database | undefined;
  const close = () => {
    database?.close();
    database = undefined;
  };
  onTestFinished(close);
  return {
    path,
    close,
    open: () => {
      close();
      database = new Database(path);
      return database;
    },
  };
}

const rawBytes = (path: string) =>
  ['', '-wal', '-journal']
    .filter((more) => statSync(path + more, { throwIfNoEntry: false }))
    .map((more) => readFileSync(path + more).toString('latin1'))
    .join('');

const texts = (database: Database, text: string, more: object = {}) =>
  database.search({ text: foldText(text), person: ADA.id, ...more }).messages.map((found) => found.text);

/** Step by step to the end, as whoever asks goes on: the numbers of all that is found, the newest first. */
function found(database: Database, asked: { text: string; room?: string }, most = 1_000): number[] {
  const seqs: number[] = [];
  for (let before: number | undefined; ;) {
    const step = database.search({ person: ADA.id, ...asked, ...(before !== undefined && { before }) }, most);
    seqs.push(...step.messages.map(({ seq }) => seq));
    before = step.older ?? step.next;
    if (before === undefined) return seqs;
  }
}

const seqsDown = (from: number, to: number) => Array.from({ length: from - to + 1 }, (_, i) => from - i);

function dropAll(database: Database, at: number, bytesMax = BYTES_MAX): void {
  while (!database.prune(at, bytesMax));
}

test('a commit is on the disk as a whole when the file is opened again', () => {
  const { open } = file();
  open().commit([
    room({ id: 'r1', name: 'Class 3B', closed: false }),
    person({ proof: 'p', person: ADA }),
    ...entries(message(1, 'hi', { ref: 'r' }), reacted(2, 1), edited(3, 1, 'ho')),
  ]);
  const opened = open().open();
  expect(opened.rooms).toContainEqual({ id: 'r1', name: 'Class 3B', closed: false });
  expect(opened.people).toEqual([{ proof: 'p', person: ADA }]);
  expect(opened.refs).toEqual([{ author: 'ada', ref: 'r', room: LOBBY, seq: 1 }]);
  expect(opened.ends.find((each) => each.room === LOBBY)?.end).toMatchObject({
    latest: 3,
    whole: true,
    entries: [
      { text: 'ho', edited: true, changed: 3, reactions: [{ emoji: '👍', by: ['bob'] }] },
      { type: 'reacted' },
      { type: 'edited' },
    ],
  });
});

test('a history is called the same for ever, and each by another name', () => {
  const { open } = file();
  const { log } = open().open();
  expect(log).toMatch(/^[0-9a-f]{16}$/);
  expect(open().open().log).toBe(log);
  expect(file().open().open().log).not.toBe(log);
});

test('of a commit that fails nothing is kept', () => {
  const { open } = file();
  const database = open();
  database.commit(entries(message(1, 'one')));
  expect(() =>
    database.commit([
      person({ proof: 'p', person: ADA }),
      ...entries(message(2, 'two'), message(1, 'again')),
    ]),
  ).toThrow(/UNIQUE/);
  expect(database.page(LOBBY, { after: 0 }, 50).entries).toEqual([message(1, 'one')]);
  expect(texts(database, 'two')).toEqual([]);
  expect(open().open()).toMatchObject({ people: [], ends: [{ end: { latest: 1 } }] });
});

test('the last number of a room never goes back, in whatever order its entries are saved', () => {
  const { open } = file();
  const database = open();
  database.commit(entries(message(2, 'two')));
  database.commit(entries(message(1, 'one')));
  expect(open().open().ends[0]?.end).toMatchObject({ latest: 2 });
});

test('what could not be saved leaves a gap, and what is held begins behind it', () => {
  const { open } = file();
  open().commit(entries(...messages(3), ...messages(3, 7)));
  expect(open().open().ends[0]?.end).toMatchObject({
    entries: [{ seq: 7 }, { seq: 8 }, { seq: 9 }],
    latest: 9,
    whole: false,
  });
});

test.each([
  [{ before: 101 }, 51, 100, false, true],
  [{ before: 11 }, 1, 10, true, false],
  [{ after: 0 }, 1, 50, true, false],
  [{ after: 90 }, 91, 100, false, true],
  [{ around: 50 }, 25, 74, false, false],
  [{ around: 1 }, 1, 25, true, false],
  [{ since: timeOf(50) }, 25, 74, false, false],
  [{ since: timeOf(50) - 1 }, 25, 74, false, false],
  [{ since: 0 }, 1, 25, true, false],
  [{ since: timeOf(999) }, 75, 100, false, true],
] as const)(
  'the page at %j has the entries %d to %d, first: %s, last: %s',
  (place, from, to, first, last) => {
    const database = file().open();
    database.commit(entries(...messages(100)));
    const page = database.page(LOBBY, place, 50);
    expect([page.entries[0]?.seq, page.entries.at(-1)?.seq]).toEqual([from, to]);
    expect(page).toMatchObject({ room: LOBBY, first, last });
  },
);

test('no page has an entry of another room', () => {
  const database = file().open();
  database.commit(entries(message(1, 'here'), message(1, 'there', { room: 'r1' })));
  expect(database.page('r1', { after: 0 }, 50).entries).toMatchObject([{ text: 'there' }]);
  expect(database.page('nowhere', { after: 0 }, 50)).toEqual({
    ...{ room: 'nowhere', entries: [] },
    ...{ first: true, last: true },
  });
});

test.each([
  ['Latin letters in another case', 'Die Straße nach Übersee', 'ÜBERSEE'],
  ['a part of a word', 'unhappily', 'appil'],
  ['full-width letters', 'Ｈｅｌｌｏ', 'hello'],
  ['blanks written otherwise', 'one \n\t two', 'one two'],
  ['one Chinese character', '我们明天去公园', '园'],
  ['two Chinese characters', '我们明天去公园', '明天'],
  ['three Chinese characters', '我们明天去公园', '去公园'],
  ['Japanese', '明日は公園に行きます', '行きます'],
  ['one Hiragana', 'さくら', 'く'],
  ['Arabic', 'مرحبا بالعالم', 'بالعالم'],
  ['an emoji', 'well done 👍🏽!', '👍🏽'],
  ['a family of emoji', 'us 👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
  ['one letter', 'a b c', 'b'],
  ['quotes', 'she said "hi there" twice', '"hi there"'],
  ['one quote', 'say "', '"'],
  ['an apostrophe', "it's done", "it's"],
  ['a star', 'five *** hotel', '***'],
  ['one star', 'a*b', '*'],
  ['a per cent sign', '100% sure', '0%'],
  ['an underscore', 'snake_case', 'e_c'],
  ['what would be an operator', 'NEAR OR AND NOT', 'or and not'],
  ['brackets and a colon', 'f(x): y^2 - {z}', '(x): y^2 - {'],
  ['a backslash', 'C:\\temp', ':\\t'],
])('%s are found, and nothing else is', (_, said, asked) => {
  const database = file().open();
  database.commit(entries(message(1, 'quite different'), message(2, said), message(3, 'zzz')));
  expect(texts(database, asked)).toEqual([said]);
});

test('a text longer than any that a page sends is kept as it is, and found by its beginning', () => {
  const database = file().open();
  const text = `begins ${'blah '.repeat(10_000)}ends`;
  database.commit(entries(message(1, text)));
  expect(texts(database, 'begins')).toEqual([text]);
  expect([texts(database, 'ends'), texts(database, 'lah b')]).toEqual([[], [text]]);
});

test('of long texts a search answers with as many as a page may weigh, and goes on before the last', () => {
  const database = file().open();
  const long = Array.from({ length: 10 }, (_, i) => message(i + 1, `word ${'blah '.repeat(12_000)}`));
  database.commit(entries(...long));
  const first = database.search({ text: 'word', person: ADA.id });
  expect(first.messages.map(({ seq }) => seq)).toEqual([10, 9, 8, 7]);
  const rest = database.search({ text: 'word', person: ADA.id, before: first.older ?? 0 });
  expect(rest.messages.map(({ seq }) => seq)).toEqual([6, 5, 4, 3]);
});

test('a search answers with the newest first, fifty at a time, and goes on before the last', () => {
  const database = file().open();
  database.commit(entries(...messages(120)));
  const found: number[] = [];
  let before: number | undefined;
  const sizes: number[] = [];
  do {
    const answer = database.search({ text: 'text', person: ADA.id, ...(before !== undefined && { before }) });
    found.push(...answer.messages.map(({ seq }) => seq));
    sizes.push(answer.messages.length);
    before = answer.older;
  } while (before !== undefined);
  expect(sizes).toEqual([50, 50, 20]);
  expect(found).toEqual(messages(120).map(({ seq }) => 121 - seq));
});

test.each([
  ['zz', 5],
  ['needle', 1],
])(
  'a search for "%s" takes %d steps through 5,000 messages, and finds the one at the other end',
  (text, steps) => {
    const database = file().open();
    database.commit(entries(message(1, 'a needle: zz'), ...messages(4_999, 2)));
    let before: number | undefined;
    const found: number[][] = [];
    do {
      const step = database.search({ text, person: ADA.id, ...(before !== undefined && { before }) });
      found.push(step.messages.map(({ seq }) => seq));
      expect(step.older).toBeUndefined();
      before = step.next;
    } while (before !== undefined);
    expect([found.length, found.flat(), found.at(-1)]).toEqual([steps, [1], [1]]);
  },
);

test('what no stretch of texts has is known without reading them again', () => {
  const database = file().open();
  database.commit(entries(message(1, 'a needle: zz'), ...messages(4_999, 2)));
  const steps = (text: string) => {
    let [taken, before] = [0, undefined as number | undefined];
    do {
      before = database.search({ text, person: ADA.id, ...(before !== undefined && { before }) }).next;
      taken += 1;
    } while (before !== undefined);
    return taken;
  };
  expect(steps('qj')).toBe(5);
  expect([steps('qj'), steps('j'), steps('zz')]).toEqual([1, 1, 1]);
  database.commit(entries(message(5_001, 'qj'), edited(5_002, 17, 'jq')));
  expect([texts(database, 'qj'), texts(database, 'jq'), texts(database, 'zz')]).toEqual([
    ['qj'],
    ['jq'],
    ['a needle: zz'],
  ]);
});

test('texts that an older version folded are found as they were, and step by step as they are now', () => {
  const { open, close, path } = file();
  const said = Array.from({ length: 90 }, (_, i) => message(i + 1, `${i}: Straße, Wqxé`));
  open().commit(entries(...said, ...messages(1_000, 91)));
  close();
  const raw = new DatabaseSync(path);
  raw.exec(`UPDATE texts SET folded = replace(replace(folded, 'strasse', 'straße'), 'wqxe', 'wqxé');
    INSERT INTO found (found) VALUES ('rebuild'); DELETE FROM meta WHERE key = 'refold';
    DROP INDEX entries_at; ALTER TABLE entries DROP COLUMN age; DROP TABLE own_texts; DROP TABLE text_readers;
    PRAGMA user_version = 3`);
  raw.close();
  const database = open();
  const count = (text: string) => database.search({ text, person: ADA.id }, 1_000).messages.length;
  expect([count('strasse'), count('text 777'), database.refold()]).toEqual([0, 1, false]);
  database.refold();
  database.refold();
  expect(count('strasse')).toBeGreaterThan(0);
  expect(count('strasse')).toBeLessThan(90);
  database.commit(entries(message(1_091, 'Gruß')));
  while (!database.refold());
  expect([count('strasse'), count('wqxe'), count('gruss'), count('text 777')]).toEqual([...[90, 90, 1, 1]]);
  expect(open().refold()).toBe(true);
  close();
  const again = new DatabaseSync(path);
  again.exec("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)");
  again.close();
});

test.each(['wo', 'word'])('a search for "%s" finds what one may read, and nothing else', (asked) => {
  const database = file().open();
  database.commit([
    room({ id: 'shut', name: 'Shut', closed: true }),
    ...entries(
      message(1, 'word in the lobby'),
      message(1, 'word in own', { room: own }),
      message(1, 'word of others', { room: 'bob+cleo' }),
      message(1, 'word in shut', { room: 'shut' }),
    ),
  ]);
  expect(texts(database, asked).sort()).toEqual(['word in own', 'word in the lobby']);
  expect(texts(database, asked, { person: 'cleo' }).sort()).toEqual(['word in the lobby', 'word of others']);
  expect(texts(database, asked, { person: 'stranger' })).toEqual(['word in the lobby']);
  expect(texts(database, asked, { room: own })).toEqual(['word in own']);
});

test('an edited message is found by its new text alone, and read with it', () => {
  const database = file().open();
  database.commit(entries(message(1, 'first words'), edited(2, 1, 'second thoughts')));
  expect(texts(database, 'first')).toEqual([]);
  expect(texts(database, 'thoughts')).toEqual(['second thoughts']);
  expect(database.entry(LOBBY, 1)).toMatchObject({ text: 'second thoughts', edited: true });
});

test('of a deleted text nothing is left, neither in a search nor in the bytes of the file', () => {
  const { open, close, path } = file();
  const said = entries(
    message(1, 'the zqxjwvkb is out'),
    message(2, 'really?', { reply: { seq: 1, from: ADA, text: 'the zqxjwvkb is out' } }),
    edited(3, 1, 'the zqxjwvkb is here'),
    ...messages(300, 4),
  );
  open().commit(said);
  close();
  expect(rawBytes(path)).toContain('zqx');
  const database = open();
  database.commit(entries(deleted(304, 1)));
  expect(texts(database, 'zqxjwvkb')).toEqual([]);
  expect(JSON.stringify(database.page(LOBBY, { after: 0 }, 50))).not.toContain('zqxjwvkb');
  close();
  const bytes = rawBytes(path);
  // The index is made of trigrams: those that are nowhere else.
  for (const part of ['zqxjwvkb', 'zqx', 'qxj', 'xjw', 'jwv', 'wvk', 'vkb'])
    expect(bytes).not.toContain(part);
});

test('of a text that was edited, or dropped for its age, no trigram is left either', () => {
  const { open, close, path } = file();
  open().commit(entries(message(1, 'zqxj'), message(2, 'wvkb'), ...messages(100, 3)));
  close();
  const database = open();
  database.commit(entries(edited(103, 2, 'kept')));
  dropAll(database, timeOf(2));
  close();
  for (const part of ['zqx', 'qxj', 'wvk', 'vkb']) expect(rawBytes(path)).not.toContain(part);
});

test('whatever was said and failed between, of a deleted text no trigram is left', () => {
  const { open, close, path } = file();
  const database = open();
  // Said and deleted in one go; after more was said; after a commit that was undone, either way.
  database.commit(entries(message(1, 'zqxj'), deleted(2, 1), ...messages(50, 3)));
  database.commit(entries(message(53, 'wvkb'), ...messages(50, 54)));
  database.commit(entries(deleted(104, 53)));
  database.commit(entries(message(105, 'jqvz'), message(106, 'bxwq'), ...messages(50, 107)));
  expect(() => database.commit(entries(deleted(157, 105), message(1, 'there already')))).toThrow();
  database.commit(entries(deleted(157, 105)));
  expect(() => database.commit(entries(message(158, 'more'), message(1, 'there already')))).toThrow();
  database.commit(entries(deleted(158, 106)));
  expect(texts(database, 'text 3')).not.toEqual([]);
  close();
  for (const part of ['zqx', 'qxj', 'wvk', 'vkb', 'jqv', 'qvz', 'bxw', 'xwq'])
    expect(rawBytes(path)).not.toContain(part);
});

test('once the old is dropped, the write-ahead log has nothing deleted any more', () => {
  const { open, path } = file();
  const database = open();
  database.commit(entries(message(1, 'zqxjwvkb')));
  database.commit(entries(deleted(2, 1)));
  dropAll(database, 0);
  expect(rawBytes(path)).not.toContain('zqx');
});

test('what is too old is dropped, and the rest is all there is', () => {
  const { open } = file();
  const database = open();
  database.commit(entries(message(1, 'old', { room: 'r1' }), ...messages(120)));
  dropAll(database, timeOf(110));
  expect(database.page(LOBBY, { before: 121 }, 50)).toMatchObject({ first: true, last: true });
  expect(database.page(LOBBY, { before: 121 }, 50).entries).toEqual(messages(11, 110));
  expect(texts(database, 'text 7')).toEqual([]);
  expect(
    open()
      .open()
      .ends.map(({ end }) => end.latest)
      .sort(),
  ).toEqual([1, 120]);
});

test('what is dropped is given back to the disk', () => {
  const { open, close, path } = file();
  open().commit(entries(...messages(2_000)));
  close();
  const before = statSync(path).size;
  dropAll(open(), timeOf(1_900));
  close();
  expect(statSync(path).size).toBeLessThan(before / 2);
});

test('dropping goes in small steps, between which others have their turn', () => {
  const database = file().open();
  database.commit(entries(...messages(200)));
  expect(database.prune(timeOf(999), BYTES_MAX)).toBe(false);
  expect(database.page(LOBBY, { after: 0 }, 1).entries[0]?.seq).toBeLessThan(200);
  database.commit(entries(message(201, 'meanwhile')));
  dropAll(database, timeOf(999));
  expect(database.page(LOBBY, { after: 0 }, 50).entries).toEqual([message(201, 'meanwhile')]);
});

test('past the bound on bytes the oldest are dropped, whatever their age', () => {
  const database = file().open();
  database.commit(entries(...messages(2_000).map((each) => ({ ...each, text: each.text.repeat(50) }))));
  dropAll(database, 0, 1_000_000);
  const { entries: left } = database.page(LOBBY, { after: 0 }, 50);
  expect(left[0]!.seq).toBeGreaterThan(500);
  expect(database.page(LOBBY, { before: 2_001 }, 50).entries.at(-1)?.seq).toBe(2_000);
});

test('a person is remembered as they were last, and the last comes last', () => {
  const { open } = file();
  open().commit([
    person({ proof: 'a', person: ADA }),
    person({ proof: 'b', person: BOB }),
    person({ proof: 'a', person: { ...ADA, name: 'Adele', role: 'moderator' } }),
  ]);
  expect(open().open().people).toEqual([
    { proof: 'b', person: BOB },
    { proof: 'a', person: { ...ADA, name: 'Adele', role: 'moderator' } },
  ]);
});

test('a file of a newer Porchlight is refused, and not a byte of it is touched', () => {
  const { open, close, path } = file();
  open().commit(entries(message(1, 'from the future')));
  close();
  const raw = new DatabaseSync(path);
  raw.exec('PRAGMA user_version = 99');
  raw.close();
  const before = readFileSync(path);
  expect(attempt(path)).toBe('newer');
  expect(readFileSync(path).equals(before)).toBe(true);
});

test.each([
  ['is empty', Buffer.alloc(0), 'opened'],
  ['is a text', Buffer.from('not a database '.repeat(100)), 'damaged'],
  ['is of another program', undefined, 'failed'],
])('a file that %s is %3$s', (_, bytes, found) => {
  const path = join(temporaryFolder(), 'history.db');
  if (bytes !== undefined) writeFileSync(path, bytes);
  else new DatabaseSync(path).exec('CREATE TABLE meta (x); PRAGMA user_version = 0');
  expect(attempt(path)).toBe(found);
});

test('while one has the file nobody else can open it, and afterwards anybody', () => {
  const { open, close, path } = file();
  open();
  expect(attempt(path)).toBe('in-use');
  close();
  expect(attempt(path)).toBe('opened');
  expect(readdirSync(join(path, '..'))).toEqual(['history.db']);
});

test('whichever page is overwritten, that is known when the file is opened', () => {
  const { open, close, path } = file();
  open().commit([person({ proof: 'p', person: ADA }), ...entries(...messages(60))]);
  close();
  const whole = readFileSync(path);
  const pages = Array.from({ length: whole.length / PAGE_BYTES }, (_, i) => i);
  const opened = pages.filter((page) => {
    const bytes = Buffer.from(whole);
    bytes.fill(0xaa, page * PAGE_BYTES, (page + 1) * PAGE_BYTES);
    writeFileSync(`${path}.${page}`, bytes);
    return attempt(`${path}.${page}`) !== 'damaged';
  });
  expect(pages.length).toBeGreaterThan(10);
  expect(opened).toEqual([]);
});

test('whichever byte is flipped, the file opens, is known to be damaged, or is left alone', () => {
  const { open, close, path } = file();
  const database = open();
  database.commit([person({ proof: 'p', person: ADA }), ...entries(...messages(200), deleted(201, 5))]);
  close();
  const whole = readFileSync(path);
  const found: [number, string][] = [];
  for (let i = 0; i < 50; i += 1) {
    const bytes = Buffer.from(whole);
    // All through the file, those of its header too.
    const at = i < 10 ? i * 9 : Math.floor((i * whole.length) / 50) + ((i * 977) % 512);
    bytes[at] = bytes[at]! ^ (1 << (i % 8));
    const flipped = `${path}.${i}`;
    writeFileSync(flipped, bytes);
    found.push([at, attempt(flipped)]);
  }
  const other = found.filter(([, came]) => came !== 'damaged' && came !== 'opened');
  expect(new Set(found.map(([, came]) => came)).size).toBeGreaterThan(1);
  // In its header it may look like one that is newer, or for reading only: then it is left alone.
  for (const [at, came] of other)
    expect([at < 100, came]).toEqual([true, expect.stringMatching(/^(newer|failed)$/)]);
});

/** Opens a file and reads all that is read at the start; says what came of it. */
function attempt(path: string): string {
  let database: Database | undefined;
  try {
    database = new Database(path);
    database.open();
    return 'opened';
  } catch (error) {
    return failureOf(error);
  } finally {
    database?.close();
  }
}

test.each(['{"type":"message"', '{"type":"message","room":"lobby","seq":2}', '[]'])(
  'an entry that is damaged is counted and left out, and all others are read: %s',
  (damaged) => {
    const { path, open, close } = file();
    open().commit(entries(message(1, 'one'), message(2, 'two'), message(3, 'three', { ref: 'r' })));
    close();
    const raw = new DatabaseSync(path);
    raw.prepare('UPDATE entries SET body = ? WHERE seq = 2').run(damaged);
    raw.close();
    const database = open();
    const { ends, refs } = database.open();
    // What is held has no gap, so it begins behind the damage.
    expect(ends).toMatchObject([{ end: { latest: 3, whole: false, entries: [{ seq: 3 }] } }]);
    expect(refs).toMatchObject([{ seq: 3 }]);
    // Once, however often and in whatever way it is read.
    expect(database.unread()).toBe(1);
    expect(database.page(LOBBY, { after: 0 }, 50).entries.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(database.entry(LOBBY, 2)).toBeUndefined();
    expect(texts(database, 'two')).toEqual([]);
    expect(database.log({}).entries.map(({ seq }) => seq)).toEqual([1, 3]);
    expect(database.unread()).toBe(0);
  },
);

test('past a stretch in which everything is damaged all that is whole is read, in each direction', () => {
  const { path, open, close } = file();
  open().commit(entries(...messages(400)));
  close();
  const raw = new DatabaseSync(path);
  raw.exec("UPDATE entries SET body = '{' WHERE seq BETWEEN 101 AND 320");
  raw.close();
  const database = open();
  const page = (place: ReadPosition) => {
    const { entries: read, first, last } = database.page(LOBBY, place, 50);
    return [read[0]?.seq, read.at(-1)?.seq, first, last];
  };
  expect(page({ before: 321 })).toEqual([71, 100, false, false]);
  expect(page({ before: 51 })).toEqual([1, 50, true, false]);
  expect(page({ after: 100 })).toEqual([321, 350, false, false]);
  expect(page({ around: 200 })).toEqual([100, 324, false, false]);
  expect(page({ since: timeOf(200) })).toEqual([100, 324, false, false]);
});

test('a search goes on past what is damaged', () => {
  const { path, open, close } = file();
  open().commit(entries(...messages(120)));
  close();
  const raw = new DatabaseSync(path);
  raw.exec("UPDATE entries SET body = '{' WHERE seq > 60");
  raw.close();
  const database = open();
  const found: number[] = [];
  let before: number | undefined;
  do {
    const step = database.search({ text: 'text', person: ADA.id, ...(before !== undefined && { before }) });
    found.push(...step.messages.map(({ seq }) => seq));
    before = step.older;
  } while (before !== undefined);
  expect(found).toEqual(Array.from({ length: 60 }, (_, i) => 60 - i));
});

test('a page costs the same however much was said in its room', () => {
  const database = file().open();
  const small = 'r1';
  database.commit(entries(...messages(30_000), message(1, 'hi', { room: small })));
  const read = (of: string) =>
    effortMs(() => {
      for (let i = 0; i < 1_000; i += 1) database.page(of, { after: 0 }, 1);
    });
  read(small);
  expect(read(LOBBY)).toBeLessThan(6 * read(small));
});

test.each(['qz', 'private'])(
  'a search for "%s" costs about the same however much others say in rooms of two',
  (text) => {
    const costOf = (rooms: number) => {
      const database = file().open();
      const said = Array.from({ length: rooms }, (_, i) =>
        message(1, `private qz ${i}`, { room: `bob+c${i}` }),
      );
      database.commit(entries(message(1, 'in the lobby'), ...said));
      found(database, { text });
      return effortMs(() => {
        for (let i = 0; i < 300; i += 1) found(database, { text });
      });
    };
    expect(costOf(10_000)).toBeLessThan(5 * costOf(10));
  },
);

test('whoever has rooms of two finds in them what they may read, however texts lie among each other', () => {
  const said = fc.record({
    room: fc.constantFrom(LOBBY, 'shut', own, 'ada+cleo', 'bob+cleo'),
    text: fc.constantFrom('ab', 'abc', 'xabcx', 'b', ''),
    deleted: fc.boolean(),
  });
  const asked = fc.record({
    text: fc.constantFrom('a', 'ab', 'abc', 'cab'),
    room: fc.constantFrom(undefined, LOBBY, own),
    most: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(said, { maxLength: 40 }), asked, (all, { text, room: within, most }) => {
      const folder = temporaryFolder();
      const database = new Database(join(folder, 'history.db'));
      const lines = all.map((each, i) => message(i + 1, `${each.text} ${i + 1}`, { room: each.room }));
      const gone = lines.filter((_, i) => all[i]?.deleted === true);
      database.commit([
        room({ id: 'shut', name: 'Shut', closed: true }),
        ...entries(...lines, ...gone.map(({ room: of, seq }, i) => deleted(100 + i, seq, { room: of }))),
      ]);
      const seqs = found(database, { text, ...(within !== undefined && { room: within }) }, most);
      database.close();
      const readable = within === undefined ? [LOBBY, own, 'ada+cleo'] : [within];
      const wanted = lines.filter(
        (line) => !gone.includes(line) && readable.includes(line.room) && line.text.includes(text),
      );
      expect(seqs).toEqual(wanted.map(({ seq }) => seq).reverse());
    }),
    { numRuns: 40 },
  );
});

test('own texts that lie on both sides of thousands of others are all found, each once', () => {
  const database = file().open();
  const mine = (from: number, count: number) =>
    messages(count, from).map((each) => ({ ...each, room: own, text: `needle ${each.seq}` }));
  const others = (from: number) => messages(1_500, from).map((each) => ({ ...each, room: 'bob+cleo' }));
  database.commit(
    entries(...mine(1, 1_200), ...others(1), message(1, 'a needle of all'), ...mine(2_001, 30)),
  );
  const wanted = [...seqsDown(2_030, 2_001), 1, ...seqsDown(1_200, 1)];
  for (const text of ['needle', 'ne']) expect(found(database, { text }, 50)).toEqual(wanted);
  expect(found(database, { text: 'needle', room: own }, 50)).toHaveLength(1_230);
});

test('in a file of an older version, texts of rooms of two leave the index of all and are found as before', () => {
  const { open, close, path } = file();
  open().commit(
    entries(
      message(1, 'needle of all'),
      message(1, 'own needle', { room: own }),
      message(2, 'own zqxj', { room: own }),
      message(1, 'needle of others', { room: 'bob+cleo' }),
    ),
  );
  close();
  const raw = new DatabaseSync(path);
  raw.exec(`INSERT INTO texts SELECT * FROM own_texts; DROP TABLE own_texts; DROP TABLE text_readers;
    INSERT INTO found (found) VALUES ('rebuild'); PRAGMA user_version = 5`);
  raw.close();
  const database = open();
  expect(texts(database, 'needle')).toEqual(['own needle', 'needle of all']);
  expect(texts(database, 'needle', { person: 'cleo' })).toEqual(['needle of others', 'needle of all']);
  expect(texts(database, 'ne', { room: own })).toEqual(['own needle']);
  database.commit(entries(deleted(3, 2, { room: own }), message(4, 'own more', { room: own })));
  expect(texts(database, 'own')).toEqual(['own more', 'own needle']);
  close();
  const again = new DatabaseSync(path);
  again.exec("INSERT INTO found (found, rank) VALUES ('integrity-check', 1)");
  expect(again.prepare(`SELECT rowid FROM found WHERE found MATCH '"needle"'`).all()).toHaveLength(1);
  again.close();
  for (const part of ['zqx', 'qxj']) expect(rawBytes(path)).not.toContain(part);
});
