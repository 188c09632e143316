/**
 * Takes what can still be read of a damaged history into a new one, row by row. Every row is known by its shape and read
 * by its own parser, so that none comes from where nobody wrote it; what the new file can compute by itself, the texts
 * that are searched and the files of the messages, it does.
 */
import { statSync } from 'node:fs';
import { parseAuditEntry } from '../../../contract/model/audit-entry.ts';
import { parseEntry } from '../../../contract/model/entry.ts';
import { parsePerson } from '../../../contract/model/person.ts';
import { parseJson } from '../../../contract/model/fields.ts';
import { CLOCK_SETTING } from '../age-clock.ts';
import { attach } from '../sqlite/attached.ts';
import { indexAll, keepText } from '../sqlite/found-texts.ts';
import { answersOf } from '../answers.ts';
import { isIntact } from '../sqlite/checked-body.ts';
import { fileRows, type FileRow } from './file-rows.ts';
import { WAITED_SETTING } from '../pruning.ts';
import { ALL_KIND, FILE_KIND, keepUnnamed } from '../sqlite/unnamed-files.ts';
import { count, text, type SqliteFile } from '../sqlite/sqlite-file.ts';

/** What came of it, in entries. */
export interface Salvaged {
  /** Those that are in the new file. */
  readonly read: number;
  /** Those of which the old file still tells, and no more than that. */
  readonly lost: number;
  /** Of what holds until it is taken away, as bans: those that the old file still tells of. */
  readonly lostMarks: number;
  /** Nothing at all could be read, not even who was known. */
  readonly nothing: boolean;
}

/** No row takes less than so many bytes: so many can have been lost at the most. */
const ROW_BYTES_MIN = 64;
const INDEXED_AT_ONCE = 500;
/** The last number of a room that can be believed. */
const SEQ_MAX = 2 ** 40;
/** As it was called when somebody kept order in it; else its id has to do. */
const NAME_OF_ROOM = `coalesce((SELECT json_extract(body, '$.room.name') FROM deeds
  WHERE json_extract(body, '$.room.id') = staged.room ORDER BY id DESC LIMIT 1), room)`;
const LOG_ID = /^[0-9a-f]{16}$/;
/** Of these marks nobody knows; they are made anew. */
const NOT_TOLD = [ALL_KIND, FILE_KIND, CLOCK_SETTING, WAITED_SETTING];
const MARK_KIND = /^[\w-]{1,40}$/;

/** What is read in the order of the file, before it has its own order; and which entries the indexes tell of. */
const STAGED = `
  CREATE TABLE staged (id INTEGER NOT NULL, room TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    answers INTEGER, body TEXT NOT NULL, age INTEGER, PRIMARY KEY (room, seq)) WITHOUT ROWID;
  CREATE INDEX staged_order ON staged (coalesce(age, at), id);
  CREATE INDEX staged_id ON staged (id);
  CREATE TABLE staged_deeds (id INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE told (id INTEGER NOT NULL, room TEXT NOT NULL, seq INTEGER NOT NULL);
  CREATE TABLE told_marks (kind TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (kind, name)) WITHOUT ROWID;
`;

/** @param into a new history; all that is read is in it, or it throws and is of no use */
export function salvage(path: string, into: SqliteFile): Salvaged {
  const lostMax = Math.ceil(statSync(path).size / ROW_BYTES_MIN);
  into.within(() => {
    into.define(STAGED);
    for (const row of fileRows(path)) take(into, row);
    settleEntries(into);
    settleRooms(into, lostMax);
    keepUnnamed(into);
  });
  const nothing = isEmpty(into);
  const [lost, lostMarks] = [countLost(into), countLostMarks(into)];
  into.within(() => {
    into.define('DROP TABLE staged; DROP TABLE staged_deeds; DROP TABLE told; DROP TABLE told_marks');
  });
  into.vacuum();
  return { read: count(into.one('SELECT count(*) AS read FROM entries')['read']), lost, lostMarks, nothing };
}

function take(into: SqliteFile, { rowid, values }: FileRow): void {
  const [first, second, third, fourth] = values;
  if (rowid === undefined) {
    if (values.length === 4) takeRoom(into, values);
    else if (values.length === 3 && isKind(first) && typeof second === 'string' && isSeq(third))
      into.run('INSERT OR IGNORE INTO told_marks VALUES (?, ?)', first, second);
    else if (values.length === 3 && isSeq(second) && isSeq(third) && typeof first === 'string')
      into.run('INSERT INTO told VALUES (?, ?, ?)', third, first, second);
    else if (values.length === 2 && first === 'log' && typeof second === 'string' && LOG_ID.test(second))
      into.run("UPDATE meta SET value = ? WHERE key = 'log'", second);
    return;
  }
  // Those of an older version have no age.
  if (values.length === 6 || values.length === 7) takeEntry(into, rowid, values);
  else if (values.length === 4 && isSeq(fourth)) takePerson(into, values, fourth);
  else if (values.length === 3) takeMarkOrText(into, rowid, values);
  else if (
    values.length === 2 &&
    typeof second === 'string' &&
    parseAuditEntry(parseJson(second)) !== undefined
  )
    into.run('INSERT INTO staged_deeds VALUES (?, ?)', rowid, second);
}

function takeEntry(into: SqliteFile, id: number, values: FileRow['values']): void {
  const [, room, seq, at, kept, body, age = null] = values;
  const entry = typeof body === 'string' && isIntact(body) ? parseEntry(parseJson(body)) : undefined;
  // It stands there twice: where one differs, nobody knows which is right.
  if (entry === undefined || entry.room !== room || entry.seq !== seq || entry.at !== at) return;
  if (!isSeq(seq)) return;
  const target = answersOf(entry);
  // Below zero it waits to be put into its message.
  const answers = target !== null && kept === -target ? -target : target;
  into.run(
    'INSERT OR IGNORE INTO staged VALUES (?, ?, ?, ?, ?, ?, ?)',
    ...[id, room, seq, at, answers, text(body), isSeq(age) ? age : null],
  );
}

function takeRoom(into: SqliteFile, [id, name, closed, latest]: FileRow['values']): void {
  if (typeof id !== 'string' || typeof name !== 'string' || !isSeq(latest)) return;
  if (closed !== 0 && closed !== 1) return;
  into.run('INSERT OR IGNORE INTO rooms VALUES (?, ?, ?, ?)', id, name, closed, latest);
}

function takePerson(into: SqliteFile, [id, proof, json]: FileRow['values'], seen: number): void {
  const person = typeof json === 'string' ? parsePerson(parseJson(json)) : undefined;
  if (person === undefined || person.id !== id || typeof proof !== 'string') return;
  into.run('INSERT OR IGNORE INTO people VALUES (?, ?, ?, ?)', id, proof, text(json), seen);
}

function takeMarkOrText(into: SqliteFile, rowid: number, [kind, name, value]: FileRow['values']): void {
  // The copy of a text that is searched tells of its message too.
  if (kind === null && typeof name === 'string') into.run('INSERT INTO told VALUES (?, ?, 0)', rowid, name);
  if (!isKind(kind)) return;
  if (typeof name !== 'string' || typeof value !== 'string' || parseJson(value) === undefined) return;
  into.run(
    'INSERT OR IGNORE INTO marks (rowid, kind, name, value) VALUES (?, ?, ?, ?)',
    rowid,
    kind,
    name,
    value,
  );
}

/** In their order, whatever became of their ids, with all that is computed from them. */
function settleEntries(into: SqliteFile): void {
  into.run(`INSERT INTO entries SELECT row_number() OVER (ORDER BY coalesce(age, at), id), room, seq, at, answers,
    body, age FROM staged ORDER BY coalesce(age, at), id`);
  into.run('INSERT INTO deeds SELECT row_number() OVER (ORDER BY id), body FROM staged_deeds ORDER BY id');
  for (let last = 0; ;) {
    const rows = into.all(
      `SELECT id, body FROM entries WHERE id > ? ORDER BY id LIMIT ${INDEXED_AT_ONCE}`,
      last,
    );
    for (const row of rows) {
      last = count(row['id']);
      const entry = into.read(row, 'entries', parseEntry);
      if (entry?.type !== 'message') continue;
      keepText(into, last, entry);
      attach(into, last, entry);
    }
    if (rows.length < INDEXED_AT_ONCE) break;
  }
  indexAll(into);
}

/**
 * Every room in which anything was said is there again, and in none is a number given a second time: where nobody
 * knows the last one any more, the next comes after all that can have been.
 */
function settleRooms(into: SqliteFile, lostMax: number): void {
  into.run('UPDATE rooms SET latest = 0 WHERE latest > ?', SEQ_MAX);
  into.run(
    `INSERT OR IGNORE INTO rooms (id, name, latest)
      SELECT room, CASE WHEN instr(room, '+') > 0 THEN '' ELSE ${NAME_OF_ROOM} END, max(seq) + ?
      FROM staged GROUP BY room`,
    lostMax,
  );
  into.run(
    `UPDATE rooms SET latest = max(latest,
      coalesce((SELECT max(seq) FROM staged WHERE room = rooms.id), 0),
      coalesce((SELECT max(seq) FROM told WHERE room = rooms.id AND seq <= rooms.latest + ?), 0))`,
    lostMax,
  );
}

/** What is told of an entry that is not there, neither by its id nor by its place; a text has no place (0). */
function countLost(into: SqliteFile): number {
  const { lost } = into.one(`SELECT count(DISTINCT id) AS lost FROM told
    WHERE id NOT IN (SELECT id FROM staged)
    AND NOT EXISTS (SELECT 1 FROM staged WHERE staged.room = told.room AND staged.seq = told.seq)
    AND (seq > 0 OR id <= (SELECT max(id) FROM staged)) AND room IN (SELECT id FROM rooms)`);
  return count(lost);
}

function countLostMarks(into: SqliteFile): number {
  const { lost } = into.one(`SELECT count(*) AS lost FROM told_marks
    WHERE kind NOT IN ('${NOT_TOLD.join("', '")}') AND NOT EXISTS
    (SELECT 1 FROM marks WHERE marks.kind = told_marks.kind AND marks.name = told_marks.name)`);
  return count(lost);
}

function isEmpty(into: SqliteFile): boolean {
  const { rows } = into.one(
    'SELECT (SELECT count(*) FROM rooms) + (SELECT count(*) FROM people) + (SELECT count(*) FROM deeds) AS rows',
  );
  return rows === 0;
}

function isKind(value: unknown): value is string {
  return typeof value === 'string' && MARK_KIND.test(value);
}

function isSeq(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
