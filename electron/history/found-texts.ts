/**
 * Which texts have what in them: folded, so that case, width and blanks make no difference, and in any script. It
 * refuses to know what a message is beside its text and its room.
 */
import type { Message } from '../../contract/entry.ts';
import { searchedText } from './searched-text.ts';
import { count, type SqliteFile } from './sqlite-file.ts';
import type { Asked } from './store.ts';

/** A trigram index finds nothing that is shorter: that is looked for text by text. */
const INDEXED_CODE_POINTS_MIN = 3;
/** Entries that one step looks at, a few milliseconds each: what is said meanwhile waits for one step only. */
const READ_AT_ONCE = 1_000;
const INDEXED_AT_ONCE = 10_000;

/** Rooms of all that are open, and this person's own. */
const READABLE = `(texts.room IN (SELECT id FROM rooms WHERE closed = 0 AND instr(id, '+') = 0)
  OR texts.room LIKE ?3 || '+%' OR texts.room LIKE '%+' || ?3)`;

/** What one step found. */
export interface FoundIds {
  /** Of the entries, the newest first. */
  readonly ids: readonly number[];
  /** There are more than were asked for. */
  readonly more: boolean;
  /** Where the next step goes on; `undefined` if nothing is left. */
  readonly next: number | undefined;
}

/**
 * Otherwise the trigrams of a text that is forgotten stay, with their places in it; but to put texts in takes twice as
 * long with it. It counts when the transaction is committed. (sqlite.org/fts5.html §6.14)
 */
export function forgetForGood(file: SqliteFile, on: boolean): void {
  file.run("INSERT INTO found (found, rank) VALUES ('secure-delete', ?)", on ? 1 : 0);
}

/** @param id of the entry */
export function indexText(file: SqliteFile, id: number, message: Message): void {
  const folded = keepText(file, id, message);
  file.run('INSERT INTO found (rowid, folded) VALUES (?, ?)', id, folded);
}

/** Without the index, which has to be made anew: see {@link indexAll}. Answers with the text as it is searched. */
export function keepText(file: SqliteFile, id: number, message: Message): string {
  const folded = searchedText(message);
  file.run('INSERT INTO texts VALUES (?, ?, ?)', id, message.room, folded);
  return folded;
}

/** Of all texts at once. (sqlite.org/fts5.html §6.9) */
export function indexAll(file: SqliteFile): void {
  file.run("INSERT INTO found (found) VALUES ('rebuild')");
}

export function forgetText(file: SqliteFile, id: number): void {
  // The index finds what it has to forget by the text itself (sqlite.org/fts5.html §6.3).
  file.run(
    "INSERT INTO found (found, rowid, folded) SELECT 'delete', id, folded FROM texts WHERE id = ?",
    id,
  );
  file.run('DELETE FROM texts WHERE id = ?', id);
}

/**
 * One step of a search, back from `before`.
 *
 * @param most how many are still wanted, perhaps none: there may be more all the same
 */
export function findTexts(file: SqliteFile, { text, room, person, before }: Asked, most: number): FoundIds {
  const { first, last } = file.one(
    'SELECT (SELECT min(id) FROM texts) AS first, (SELECT max(id) FROM texts) AS last',
  );
  if (first === null) return { ids: [], more: false, next: undefined };
  const end = Math.min(before ?? Infinity, count(last) + 1);
  const indexed = Array.from(text).length >= INDEXED_CODE_POINTS_MIN;
  const from = end - (indexed ? INDEXED_AT_ONCE : READ_AT_ONCE);
  const where = room === undefined ? READABLE : 'texts.room = ?3';
  const sql = indexed
    ? `SELECT texts.id AS id FROM found JOIN texts ON texts.id = found.rowid
       WHERE found MATCH ?1 AND found.rowid < ?2 AND found.rowid >= ?4 AND ${where}
       ORDER BY found.rowid DESC LIMIT ?5`
    : `SELECT texts.id AS id FROM texts
       WHERE instr(folded, ?1) > 0 AND texts.id < ?2 AND texts.id >= ?4 AND ${where}
       ORDER BY texts.id DESC LIMIT ?5`;
  // In quotes it is a phrase, and nothing in it is an operator (sqlite.org/fts5.html §3.1).
  const sought = indexed ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = file.all(sql, sought, end, room ?? person, from, most + 1);
  return {
    ids: rows.slice(0, most).map((row) => count(row['id'])),
    more: rows.length > most,
    next: from > count(first) ? from : undefined,
  };
}
