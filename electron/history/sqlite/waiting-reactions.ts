/**
 * Reactions to a large message, which is large mostly for the reactions that it has: to write it anew for each of them would
 * cost the more the more there are. They wait in the log, told apart by the number of their target below zero, and are put
 * into the message some at a time. Whoever reads it before has to put in those that wait.
 */
import { type Entry, type Reacted, parseEntry } from '../../../contract/model/entry.ts';
import { applyChange, isChange } from '../../../contract/fold.ts';
import { count, type SqlRow, type SqliteFile } from './sqlite-file.ts';

/** JSON of a message, in UTF-8; in a smaller one nothing waits. */
const LARGE_BYTES = 8_192;
/** As many wait as the message has of these: so one more costs the same, however many there are. */
const BYTES_PER_WAITING = 1_024;

/**
 * Whether a reaction waits from now on; otherwise its message has to be written anew.
 *
 * @param id of its own row, which is there already
 */
export function letWait(file: SqliteFile, id: number, { room, target }: Reacted): boolean {
  const { bytes, waiting } = file.one(
    `SELECT coalesce((SELECT octet_length(body) FROM entries WHERE room = ?1 AND seq = ?2), 0) AS bytes,
      (SELECT count(*) FROM entries WHERE room = ?1 AND answers = -?2) AS waiting`,
    ...[room, target],
  );
  if (count(bytes) <= LARGE_BYTES || count(waiting) >= count(bytes) / BYTES_PER_WAITING) return false;
  file.run('UPDATE entries SET answers = ? WHERE id = ?', -target, id);
  return true;
}

/** The message was written with all that waited. */
export function waitNoMore(file: SqliteFile, room: string, target: number): void {
  file.run('UPDATE entries SET answers = ?2 WHERE room = ?1 AND answers = -?2', room, target);
}

/** What a row holds, which has its `id` too, a message with what waits for it; `undefined` if it is damaged. */
export function readWhole(file: SqliteFile, row: SqlRow): Entry | undefined {
  const entry = file.read(row, 'entries', parseEntry);
  const { body } = row;
  if (entry?.type !== 'message' || typeof body !== 'string' || Buffer.byteLength(body) <= LARGE_BYTES)
    return entry;
  const { room, seq } = entry;
  const waiting = file.all(
    'SELECT id, body FROM entries WHERE room = ? AND answers = ? ORDER BY id',
    room,
    -seq,
  );
  return file.readAll(waiting, 'entries', parseEntry).filter(isChange).reduce(applyChange, entry);
}
