/** Reads a part of one room's log out of the SQLite file. It refuses to know who may read it. */
import type { Entry } from '../../../contract/model/entry.ts';
import type { Page, ReadPosition } from '../../../contract/wire/page.ts';
import { entriesFor } from '../named-reactions.ts';
import { lightEnd, lightStart, PAGE_BYTES_MAX } from '../room-log.ts';
import { count, type SqlRow, type SqliteFile } from './sqlite-file.ts';
import { readWhole } from './waiting-reactions.ts';

export function readEntry(file: SqliteFile, room: string, seq: number): Entry | undefined {
  const row = file.maybe('SELECT id, body FROM entries WHERE room = ? AND seq = ?', room, seq);
  return row && readWhole(file, row);
}

/** @param most entries, and fewer where they are long. @param reader the id of whoever is in and reads it */
export function readPage(
  file: SqliteFile,
  room: string,
  place: ReadPosition,
  most: number,
  reader?: string,
): Page {
  const before = (seq: number, count: number) => entriesFor(readBefore(file, room, seq, count), reader);
  const after = (seq: number, count: number) => entriesFor(readAfter(file, room, seq, count), reader);
  if ('before' in place) return pageOf(file, room, lightEnd(before(place.before, most)));
  if ('after' in place) return pageOf(file, room, lightStart(after(place.after, most)));
  const middle = 'around' in place ? place.around : firstSince(file, room, place.since);
  const half = most >> 1;
  const earlier = lightEnd(before(middle, half), PAGE_BYTES_MAX / 2);
  const later = lightStart(after(middle - 1, most - half), PAGE_BYTES_MAX / 2);
  return pageOf(file, room, [...earlier, ...later]);
}

/** The last ones before a number, in order. */
export function readBefore(file: SqliteFile, room: string, before: number, most: number): Entry[] {
  const rowsFrom = (from: number) =>
    file.all(
      'SELECT id, seq, body FROM entries WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
      ...[room, from, most],
    );
  return readPast(file, before, rowsFrom).reverse();
}

function readAfter(file: SqliteFile, room: string, after: number, most: number): Entry[] {
  return readPast(file, after, (from) =>
    file.all(
      'SELECT id, seq, body FROM entries WHERE room = ? AND seq > ? ORDER BY seq LIMIT ?',
      ...[room, from, most],
    ),
  );
}

/** Past what is damaged, however much that is: nothing means that nothing lies that way. */
function readPast(file: SqliteFile, from: number, rowsFrom: (from: number) => readonly SqlRow[]): Entry[] {
  for (let at = from; ;) {
    const rows = rowsFrom(at);
    const entries = rows.flatMap((row) => readWhole(file, row) ?? []);
    const last = rows.at(-1);
    if (entries.length > 0 || last === undefined) return entries;
    at = count(last['seq']);
  }
}

function pageOf(file: SqliteFile, room: string, entries: readonly Entry[]): Page {
  // Each by itself is looked up in the index; both at once would be a walk over the whole room (sqlite.org/optoverview.html §13).
  const { first, last } = file.one(
    `SELECT (SELECT min(seq) FROM entries WHERE room = ?1) AS first,
      (SELECT max(seq) FROM entries WHERE room = ?1) AS last`,
    room,
  );
  const from = entries[0]?.seq;
  const to = entries[entries.length - 1]?.seq;
  return {
    room,
    entries,
    first: from === undefined || first === null || from <= count(first),
    last: to === undefined || last === null || to >= count(last),
  };
}

/** The earliest of that time or later, which is the first of them but where a clock went wrong; else the last of all. */
function firstSince(file: SqliteFile, room: string, at: number): number {
  const since = 'SELECT seq FROM entries WHERE room = ? AND at >= ? ORDER BY at, seq LIMIT 1';
  const row = file.maybe(since, room, at);
  if (row !== undefined) return count(row['seq']);
  return count(file.one('SELECT coalesce(max(seq), 0) AS last FROM entries WHERE room = ?', room)['last']);
}
