/** Reads a part of one room's log out of the SQLite file. It refuses to know who may read it. */
import type { Entry } from '../../contract/entry.ts';
import type { Page, Place } from '../../contract/page.ts';
import { parseEntry } from '../../contract/parse-entry.ts';
import { lightEnd, lightStart, PAGE_BYTES_MAX } from './room-log.ts';
import { count, type SqliteFile } from './sqlite-file.ts';

export function readEntry(file: SqliteFile, room: string, seq: number): Entry | undefined {
  const row = file.maybe('SELECT body FROM entries WHERE room = ? AND seq = ?', room, seq);
  return row && file.read(row, 'body', parseEntry);
}

/** @param most entries, and fewer where they are long */
export function readPage(file: SqliteFile, room: string, place: Place, most: number): Page {
  if ('before' in place) return pageOf(file, room, lightEnd(readBefore(file, room, place.before, most)));
  if ('after' in place) return pageOf(file, room, lightStart(readFrom(file, room, place.after + 1, most)));
  const middle = 'around' in place ? place.around : firstSince(file, room, place.since);
  const half = most >> 1;
  const earlier = lightEnd(readBefore(file, room, middle, half), PAGE_BYTES_MAX / 2);
  const later = lightStart(readFrom(file, room, middle, most - half), PAGE_BYTES_MAX / 2);
  return pageOf(file, room, [...earlier, ...later]);
}

/** The last ones before a number, in order. */
export function readBefore(file: SqliteFile, room: string, before: number, most: number): Entry[] {
  const rows = file.all(
    'SELECT body FROM entries WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
    ...[room, before, most],
  );
  return file.readAll(rows, 'body', parseEntry).reverse();
}

function readFrom(file: SqliteFile, room: string, from: number, most: number): Entry[] {
  const rows = file.all(
    'SELECT body FROM entries WHERE room = ? AND seq >= ? ORDER BY seq LIMIT ?',
    ...[room, from, most],
  );
  return file.readAll(rows, 'body', parseEntry);
}

function pageOf(file: SqliteFile, room: string, entries: readonly Entry[]): Page {
  const { first, last } = file.one(
    'SELECT min(seq) AS first, max(seq) AS last FROM entries WHERE room = ?',
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

/** In a room time never goes back, so the place is found by halving. */
function firstSince(file: SqliteFile, room: string, at: number): number {
  const { first, last } = file.one(
    'SELECT coalesce(min(seq), 1) AS first, coalesce(max(seq), 0) AS last FROM entries WHERE room = ?',
    room,
  );
  let low = count(first);
  let high = count(last);
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = file.maybe(
      'SELECT at FROM entries WHERE room = ? AND seq >= ? ORDER BY seq LIMIT 1',
      ...[room, middle],
    );
    if (row !== undefined && count(row['at']) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
