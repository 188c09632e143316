/**
 * One SQLite file that this process has for itself: opened, checked, given its tables. It refuses to know what is
 * kept in them.
 */
import { parseJson } from '../../../contract/model/fields.ts';
import { DatabaseSync, type DatabaseSyncInstance, type StatementSyncInstance } from '@photostructure/sqlite';
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, openSync, statSync } from 'node:fs';
import { isIntact } from './checked-body.ts';
import { isHeaderSpoilt } from './file-header.ts';
import { sqliteCodeOf } from './sqlite-code.ts';

export type SqlRow = Readonly<Record<string, unknown>>;
/** Those whose rows hold JSON. */
export type SqlTable = 'entries' | 'people' | 'files' | 'deeds';

/** Two connections to a WAL of an older SQLite could lose what was committed (sqlite.org/wal.html, "WAL-reset bug"). */
const SQLITE_OLDEST = [3, 51, 3];
const SCHEMA_VERSION = 6;
/** No Porchlight ever comes to so high a version: what says so is damaged. */
const SCHEMA_VERSION_MAX = 9_999;
/** What is asked for makes no sense for the tables that are there; and another connection has the file. */
const SQLITE_ERROR = 1;
const SQLITE_BUSY = 5;
/** Past this many nobody needs to be told of one more. */
const DAMAGED_MAX = 10_000;

const FIRST = `
  CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE rooms (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, closed INTEGER NOT NULL DEFAULT 0, latest INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;
  CREATE TABLE people (id TEXT PRIMARY KEY, proof TEXT NOT NULL UNIQUE, person TEXT NOT NULL, seen INTEGER NOT NULL);
  CREATE INDEX people_seen ON people (seen);
  CREATE TABLE entries (
    id INTEGER PRIMARY KEY, room TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    answers INTEGER, body TEXT NOT NULL, UNIQUE (room, seq)
  );
  CREATE INDEX entries_answers ON entries (room, answers) WHERE answers IS NOT NULL;
  CREATE TABLE texts (id INTEGER PRIMARY KEY, room TEXT NOT NULL, folded TEXT NOT NULL);
  CREATE VIRTUAL TABLE found USING fts5 (folded, content = 'texts', content_rowid = 'id', tokenize = 'trigram');
`;

const FILES = `
  CREATE TABLE files (id TEXT PRIMARY KEY, entry INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX files_entry ON files (entry);
`;

/** What holds until it is taken away, what was done to keep order, and the rules of each room. */
const ORDER = `
  CREATE TABLE marks (kind TEXT NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (kind, name));
  CREATE TABLE deeds (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
`;

/** Texts are folded otherwise since: those up to this id are still to be folded anew, see `refoldTexts`. */
const REFOLD = "INSERT INTO meta SELECT 'refold', max(id) FROM texts HAVING max(id) IS NOT NULL";

/** How old an entry is, which its time alone does not tell; and the way to a day where times go back. */
const AGES = `
  ALTER TABLE entries ADD COLUMN age INTEGER;
  CREATE INDEX entries_at ON entries (room, at);
`;

/** Texts of rooms of two are found by their readers, and have left the index of all. */
const OWN_TEXTS = `
  CREATE TABLE own_texts (id INTEGER PRIMARY KEY, room TEXT NOT NULL, folded TEXT NOT NULL);
  CREATE TABLE text_readers (reader TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (reader, id)) WITHOUT ROWID;
  INSERT INTO own_texts SELECT id, room, folded FROM texts WHERE instr(room, '+') > 0;
  INSERT INTO text_readers SELECT substr(room, 1, instr(room, '+') - 1), id FROM own_texts;
  INSERT OR IGNORE INTO text_readers SELECT substr(room, instr(room, '+') + 1), id FROM own_texts;
  DELETE FROM texts WHERE instr(room, '+') > 0;
`;
/** Deleted one by one, they would leave their trigrams there. (sqlite.org/fts5.html §6.9) */
const INDEX_ANEW = "INSERT INTO found (found) VALUES ('rebuild')";

/** The file is of a newer Porchlight, which may keep what this one would lose. */
export class NewerFile extends Error {}

/** What SQLite finds when it looks the file over. */
export class DamagedFile extends Error {}

export interface FileOpening {
  /** It is known to be damaged, and used all the same. */
  readonly unchecked?: boolean;
}

export class SqliteFile {
  /** Nothing was kept in it before. */
  readonly isNew: boolean;
  readonly #database: DatabaseSyncInstance;
  readonly #statements = new Map<string, StatementSyncInstance>();
  /** What is damaged and was counted. */
  readonly #damaged = new Set<string>();
  #unread = 0;
  /** What {@link SqliteFile.#look} saw last. */
  #seen: unknown;

  /** Throws {@link DamagedFile}, {@link NewerFile}, or SQLite's own error: see `failure.ts`. */
  constructor(path: string, { unchecked = false }: FileOpening = {}) {
    keepPrivate(path);
    // Before SQLite has it: to close it here would take away SQLite's lock (sqlite.org/howtocorrupt.html §2.2).
    const isSpoilt = isHeaderSpoilt(path);
    this.#database = new DatabaseSync(path);
    try {
      this.#database.function('seen', (value: unknown) => {
        this.#seen = value;
        return null;
      });
      if (isSpoilt) this.#refuseSpoilt();
      // One process alone, and its death ends that: no lock has to be judged stale.
      this.#database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -16000');
      // All this before anything is written into it: what is damaged, or not ours, stays as it is.
      const schema = this.#knownSchema();
      // It has to be chosen before the first page is there.
      if (schema === 0) this.#database.exec('PRAGMA auto_vacuum = INCREMENTAL');
      this.#database.exec('BEGIN EXCLUSIVE; COMMIT');
      if (!unchecked) this.#check(schema);
      this.#database.exec(`
        PRAGMA journal_mode = WAL;
        -- What was acknowledged outlives a power cut too.
        PRAGMA synchronous = FULL;
        PRAGMA secure_delete = ON;
        BEGIN EXCLUSIVE;
        COMMIT;
      `);
      this.isNew = schema === 0;
      if (schema < SCHEMA_VERSION) this.#bringUpToDate(schema);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  /** All that `act` does, or nothing of it. */
  within(act: () => void): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      act();
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Statements that make or drop tables; they take no values. */
  define(sql: string): void {
    this.#database.exec(sql);
  }

  run(sql: string, ...values: (string | number | null)[]): { readonly lastInsertRowid: number | bigint } {
    return this.#statement(sql).run(...values);
  }

  all(sql: string, ...values: (string | number)[]): readonly SqlRow[] {
    const rows: unknown = this.#statement(sql).all(...values);
    return Array.isArray(rows) ? rows.map(toRow) : [];
  }

  /** The only row. */
  one(sql: string, ...values: (string | number)[]): SqlRow {
    const row = this.maybe(sql, ...values);
    if (row === undefined) throw new DamagedFile(`no row: ${sql}`);
    return row;
  }

  /** The first row, if there is any. */
  maybe(sql: string, ...values: (string | number)[]): SqlRow | undefined {
    const row: unknown = this.#statement(sql).get(...values);
    return row === undefined ? undefined : toRow(row);
  }

  /** What the JSON in the `body` of a row holds, which has its `id` too; `undefined` if it is damaged: that is counted. */
  read<T>(row: SqlRow, table: SqlTable, parse: (value: unknown) => T | undefined): T | undefined {
    const json = row['body'];
    const isWhole = typeof json === 'string' && (table !== 'entries' || isIntact(json));
    const read = isWhole ? parse(parseJson(json)) : undefined;
    if (read === undefined) this.#count(`${table} ${String(row['id'])}`);
    return read;
  }

  /** The same of many; what is damaged is left out. */
  readAll<T>(rows: readonly SqlRow[], table: SqlTable, parse: (value: unknown) => T | undefined): (T & {})[] {
    return rows.flatMap((row) => this.read(row, table, parse) ?? []);
  }

  /** How much was found since this was asked last that cannot be read; nothing is counted twice. */
  unread(): number {
    const unread = this.#unread;
    this.#unread = 0;
    return unread;
  }

  /** How much was found so far that cannot be read. */
  get damaged(): number {
    return this.#damaged.size;
  }

  #count(damaged: string): void {
    if (this.#damaged.has(damaged) || this.#damaged.size === DAMAGED_MAX) return;
    this.#damaged.add(damaged);
    this.#unread += 1;
  }

  /** Prepared once. */
  #statement(sql: string): StatementSyncInstance {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#database.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  /** Gives the disk back what was dropped; until then the write-ahead log has it. */
  vacuum(): void {
    this.#database.exec('PRAGMA incremental_vacuum; PRAGMA wal_checkpoint(TRUNCATE)');
  }

  /**
   * Brings the write-ahead log in, and takes it away and the lock too. Throws on a full disk, say: then all is as it was.
   * A closed connection lives on until its statements are collected, and would delete at its end what then has the name
   * of its log.
   */
  leave(): void {
    this.#database.exec(
      'PRAGMA journal_mode = DELETE; PRAGMA locking_mode = NORMAL; SELECT count(*) FROM meta',
    );
  }

  /** Lets the file go at once. */
  close(): void {
    try {
      this.leave();
    } catch (error) {
      // What stands in the write-ahead log is read from there the next time.
      if (!(error instanceof Error)) throw error;
    }
    this.#statements.clear();
    this.#database.close();
  }

  /** Of SQLite itself. */
  version(): string {
    return text(this.#look('SELECT seen(sqlite_version())'));
  }

  /** Without a statement of its own, which would hold a file that is refused: see {@link leave}. `undefined` for no row. */
  #look(sql: string): unknown {
    this.#seen = undefined;
    this.#database.exec(sql);
    return this.#seen;
  }

  /** 0 if nothing was kept yet. */
  #knownSchema(): number {
    const schema = count(this.#look('SELECT seen(user_version) FROM pragma_user_version'));
    if (schema < 0 || schema > SCHEMA_VERSION_MAX) throw new DamagedFile(`schema ${schema}`);
    if (schema > SCHEMA_VERSION) throw new NewerFile(`schema ${schema}`);
    return schema;
  }

  /** Indexes are read too: a reader goes by them. */
  #check(schema: number): void {
    const version = this.version();
    if (isTooOld(version)) throw new Error(`SQLite ${version} is too old`);
    if (schema > 0) {
      const found = text(this.#look('SELECT seen(integrity_check) FROM pragma_integrity_check LIMIT 1'));
      if (found !== 'ok') throw new DamagedFile(found);
    } else if (this.#look("SELECT seen(name) FROM sqlite_schema WHERE name = 'entries'") !== undefined) {
      throw new DamagedFile('tables without a version');
    }
  }

  /** Where another process has it open it is that one's, which may write it anew. */
  #refuseSpoilt(): never {
    try {
      this.#knownSchema();
    } catch (error) {
      if (isCode(error, SQLITE_BUSY)) throw error;
    }
    throw new DamagedFile('the header is that of no version');
  }

  /** All of it, or nothing. A version whose tables are not as it made them is not the one that wrote the file. */
  #bringUpToDate(schema: number): void {
    try {
      this.within(() => this.#addTables(schema));
    } catch (error) {
      // One without a version is of another program.
      if (schema === 0 || !isCode(error, SQLITE_ERROR)) throw error;
      throw new DamagedFile(`not the tables of schema ${schema}`, { cause: error });
    }
  }

  /** What each version of the schema added. */
  #addTables(schema: number): void {
    if (schema < 1) {
      this.#database.exec(FIRST);
      this.run("INSERT INTO meta VALUES ('log', ?)", randomBytes(8).toString('hex'));
    }
    if (schema < 2) this.#database.exec(FILES);
    if (schema < 3) this.#database.exec(ORDER);
    if (schema < 4) this.#database.exec(REFOLD);
    if (schema < 5) this.#database.exec(AGES);
    if (schema < 6) this.#database.exec(OWN_TEXTS);
    if (schema < 6 && this.#look('SELECT seen(id) FROM own_texts LIMIT 1') !== undefined)
      this.#database.exec(INDEX_ANEW);
    this.#database.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  }
}

/** Whether a version of SQLite is older than {@link SQLITE_OLDEST}. */
export function isTooOld(version: string): boolean {
  const parts = version.split('.').map(Number);
  const differs = SQLITE_OLDEST.findIndex((part, i) => parts[i] !== part);
  return differs !== -1 && (parts[differs] ?? 0) < (SQLITE_OLDEST[differs] ?? 0);
}

function isCode(error: unknown, code: number): boolean {
  const extended = sqliteCodeOf(error);
  return extended !== undefined && (extended & 0xff) === code;
}

function toRow(row: unknown): SqlRow {
  if (typeof row !== 'object' || row === null) throw new DamagedFile('a row was wanted');
  return { ...row };
}

/** A column that holds text. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw new DamagedFile(`a text was wanted: ${typeof value}`);
  return value;
}

/** A column that holds a whole number. */
export function count(value: unknown): number {
  if (typeof value !== 'number') throw new DamagedFile(`a number was wanted: ${typeof value}`);
  return value;
}

/** For its owner alone; what SQLite puts beside it is as the file itself is. Throws Node's own error. */
function keepPrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  else if ((statSync(path).mode & 0o077) !== 0) chmodSync(path, 0o600);
}
