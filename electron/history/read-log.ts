/**
 * Reads what was said backwards over all rooms, a bounded stretch at a time: whoever writes meanwhile waits for one
 * stretch only. One is in SQLite, one in memory.
 */
import { LOG_PAGE_MAX, matchesLog, type LogAsked, type LogPage, type LogPlace } from '../../contract/log.ts';
import type { Entry } from '../../contract/entry.ts';
import { count, text, type Row, type SqliteFile } from './sqlite-file.ts';

/** So many entries are looked at in one go: some twenty milliseconds. */
const LOOKED_AT_MAX = 4_000;
/** As the index of texts has it: see `found-texts.ts`. */
const INDEXED_CODE_POINTS_MIN = 3;

interface Looked extends LogPlace {
  readonly entry: () => Entry;
}

export function readLog(file: SqliteFile, asked: LogAsked): LogPage {
  const open = new Set(file.all('SELECT id FROM rooms WHERE closed = 0').map((row) => text(row['id'])));
  const from = asked.before === undefined ? Number.MAX_SAFE_INTEGER : idOf(file, asked.before);
  if (from === undefined) return { entries: [] };
  const rows = rowsBefore(file, asked, from);
  const looked = rows.map((row) => ({
    ...{ room: text(row['room']), seq: count(row['seq']) },
    entry: () => entryOf(row),
  }));
  return choose(looked, asked, (room) => open.has(room), rows.length === LOOKED_AT_MAX);
}

/** @param held of all rooms that may be read, each in its order */
export function readHeld(held: readonly Entry[], asked: LogAsked): LogPage {
  const inOrder = held.toSorted((one, other) => one.at - other.at);
  const { before } = asked;
  const end =
    before === undefined
      ? inOrder.length
      : inOrder.findIndex(({ room, seq }) => room === before.room && seq === before.seq);
  const newestFirst = inOrder.slice(0, Math.max(0, end)).reverse();
  const looked = newestFirst.map((entry) => ({ room: entry.room, seq: entry.seq, entry: () => entry }));
  return choose(looked, asked, () => true, false);
}

/** @param more whether there may be older ones than those that were looked at */
function choose(
  newestFirst: readonly Looked[],
  asked: LogAsked,
  readable: (room: string) => boolean,
  more: boolean,
): LogPage {
  const entries: Entry[] = [];
  for (const [i, looked] of newestFirst.entries()) {
    const entry = readable(looked.room) ? looked.entry() : undefined;
    if (entry !== undefined && matchesLog(entry, asked)) entries.push(entry);
    const last = i === newestFirst.length - 1;
    if (entries.length === LOG_PAGE_MAX || (last && more)) {
      const older = { room: looked.room, seq: looked.seq };
      return { entries: entries.reverse(), ...((more || !last) && { older }) };
    }
  }
  return { entries: entries.reverse() };
}

function rowsBefore(
  file: SqliteFile,
  { room, text: wanted, kind }: LogAsked,
  before: number,
): readonly Row[] {
  const inRoom = room === undefined ? '' : 'AND entries.room = ?2';
  const values = [before, ...(room === undefined ? [] : [room])];
  const indexed = wanted !== undefined && Array.from(wanted).length >= INDEXED_CODE_POINTS_MIN;
  // The index has the texts of messages alone.
  if (indexed && kind !== 'events' && kind !== 'changes') {
    return file.all(
      `SELECT entries.room, entries.seq, entries.body FROM found JOIN entries ON entries.id = found.rowid
       WHERE found MATCH ?3 AND found.rowid < ?1 AND (?2 = '' OR entries.room = ?2)
       ORDER BY found.rowid DESC LIMIT ${LOOKED_AT_MAX}`,
      ...[before, room ?? '', `"${wanted.replaceAll('"', '""')}"`],
    );
  }
  return file.all(
    `SELECT room, seq, body FROM entries WHERE id < ?1 ${inRoom} ORDER BY id DESC LIMIT ${LOOKED_AT_MAX}`,
    ...values,
  );
}

/** `undefined` for one that was dropped: so was all that is older. */
function idOf(file: SqliteFile, { room, seq }: LogPlace): number | undefined {
  const row = file.maybe('SELECT id FROM entries WHERE room = ? AND seq = ?', room, seq);
  return row === undefined ? undefined : count(row['id']);
}

function entryOf(row: Row): Entry {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-return -- the file has what `Database` wrote
  return JSON.parse(text(row['body']));
}
