/**
 * The texts of rooms of two, by who reads them. They are in no index that everybody's searches share: a search reads those
 * of its own reader one by one, and none of others.
 */
import type { Message } from '../../../contract/model/entry.ts';
import { count, text, type SqliteFile } from './sqlite-file.ts';

/** Texts that one step of a search reads: one or two milliseconds. */
const READ_AT_ONCE = 1_000;

/** Entries from `first` up to `end`, of which as many are wanted. */
export interface IdRange {
  readonly first: number;
  readonly end: number;
  readonly most: number;
}

/** What is searched for in the texts of a reader. */
export interface OwnAsked {
  /** Already folded. */
  readonly text: string;
  readonly person: string;
  /** A room of two, or all of them. */
  readonly room?: string;
}

export function isOfTwo(room: string): boolean {
  return room.includes('+');
}

/** @param id of the entry */
export function keepOwnText(file: SqliteFile, id: number, { room }: Message, folded: string): void {
  file.run('INSERT INTO own_texts VALUES (?, ?, ?)', id, room, folded);
  for (const reader of room.split('+'))
    file.run('INSERT OR IGNORE INTO text_readers VALUES (?, ?)', reader, id);
}

/** Nothing if it is no text of a room of two. */
export function forgetOwnText(file: SqliteFile, id: number): void {
  const row = file.maybe('SELECT room FROM own_texts WHERE id = ?', id);
  if (row === undefined) return;
  for (const reader of text(row['room']).split('+'))
    file.run('DELETE FROM text_readers WHERE reader = ? AND id = ?', reader, id);
  file.run('DELETE FROM own_texts WHERE id = ?', id);
}

/** The first and the last of a reader's texts up to `end`; `undefined` if there are none. */
export function ownBounds(
  file: SqliteFile,
  reader: string,
  end: number,
): { readonly first: number; readonly last: number } | undefined {
  const { first, last } = file.one(
    `SELECT (SELECT min(id) FROM text_readers WHERE reader = ?1) AS first,
      (SELECT max(id) FROM text_readers WHERE reader = ?1 AND id < ?2) AS last`,
    reader,
    end,
  );
  return last === null ? undefined : { first: count(first), last: count(last) };
}

/** How far back one step may read; `undefined` if it may read all that is left. */
export function ownFloor(file: SqliteFile, reader: string, end: number): number | undefined {
  const row = file.maybe(
    `SELECT id FROM text_readers WHERE reader = ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ${READ_AT_ONCE - 1}`,
    reader,
    end,
  );
  return row && count(row['id']);
}

/** The newest first. */
export function findOwn(file: SqliteFile, asked: OwnAsked, { first, end, most }: IdRange): readonly number[] {
  const rows = file.all(
    // CROSS JOIN keeps the order of the tables (sqlite.org/optoverview.html §6.2).
    `SELECT own_texts.id AS id FROM text_readers CROSS JOIN own_texts ON own_texts.id = text_readers.id
     WHERE reader = ?1 AND text_readers.id >= ?2 AND text_readers.id < ?3
       AND (?4 = '' OR room = ?4) AND instr(folded, ?5) > 0
     ORDER BY text_readers.id DESC LIMIT ?6`,
    ...[asked.person, first, end, asked.room ?? '', asked.text, most],
  );
  return rows.map((row) => count(row['id']));
}
