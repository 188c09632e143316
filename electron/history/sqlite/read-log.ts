/** Reads what was said backwards over all rooms out of the SQLite file, a bounded stretch at a time. */
import type { LogQuery, LogPage, LogPosition } from '../../../contract/ipc/log.ts';
import { chooseLog, lookedAtMax } from '../choose-log.ts';
import { isIndexed } from '../searched-text.ts';
import { count, text, type SqlRow, type SqliteFile } from './sqlite-file.ts';
import { readWhole } from './waiting-reactions.ts';

export function readLog(file: SqliteFile, asked: LogQuery): LogPage {
  const rooms = file.all("SELECT id FROM rooms WHERE closed = 0 AND instr(id, '+') = 0");
  const open = new Set(rooms.map((row) => text(row['id'])));
  const from = asked.before === undefined ? Number.MAX_SAFE_INTEGER : idOf(file, asked.before);
  if (from === undefined) return { entries: [] };
  const most = lookedAtMax(asked);
  const rows = rowsBefore(file, asked, from, most);
  const looked = rows.map((row) => ({
    ...{ room: text(row['room']), seq: count(row['seq']) },
    entry: () => readWhole(file, row),
  }));
  return chooseLog(looked, asked, (room) => open.has(room), rows.length === most);
}

function rowsBefore(
  file: SqliteFile,
  { room, text: wanted, kind }: LogQuery,
  before: number,
  most: number,
): readonly SqlRow[] {
  const inRoom = room === undefined ? '' : 'AND entries.room = ?2';
  const values = [before, ...(room === undefined ? [] : [room])];
  const indexed = wanted !== undefined && isIndexed(wanted);
  // The index has the texts of messages alone.
  if (indexed && kind !== 'events' && kind !== 'changes') {
    return file.all(
      `SELECT entries.id, entries.room, entries.seq, entries.body FROM found JOIN entries ON entries.id = found.rowid
       WHERE found MATCH ?3 AND found.rowid < ?1 AND (?2 = '' OR entries.room = ?2)
       ORDER BY found.rowid DESC LIMIT ${most}`,
      ...[before, room ?? '', `"${wanted.replaceAll('"', '""')}"`],
    );
  }
  return file.all(
    `SELECT id, room, seq, body FROM entries WHERE id < ?1 ${inRoom} ORDER BY id DESC LIMIT ${most}`,
    ...values,
  );
}

/** `undefined` for one that was dropped: so was all that is older. */
function idOf(file: SqliteFile, { room, seq }: LogPosition): number | undefined {
  const row = file.maybe('SELECT id FROM entries WHERE room = ? AND seq = ?', room, seq);
  return row === undefined ? undefined : count(row['id']);
}
