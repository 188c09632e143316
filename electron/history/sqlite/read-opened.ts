/** Reads what a host needs before anybody comes: who can come back, which rooms there are, how each of them ends. */
import { parseEntry } from '../../../contract/model/entry.ts';
import { parsePerson } from '../../../contract/model/person.ts';
import { privatePair } from '../../../contract/model/room.ts';
import { attached } from './attached.ts';
import { readSettings } from './settings-and-audit.ts';
import { readBefore } from './read-page.ts';
import { REFS_MAX, refOf } from '../refs.ts';
import { RESUME_ENTRIES_MAX, type RoomEnd } from '../room-log.ts';
import { count, text, type SqliteFile } from './sqlite-file.ts';
import type { StoredRoom, KnownPerson, OpenedStore } from '../store.ts';

const PEOPLE_MAX = 10_000;

/** What is damaged is left out: see {@link SqliteFile.read}. */
export function readOpened(file: SqliteFile): Omit<OpenedStore, 'condition' | 'aside' | 'salvaged'> {
  return {
    sqlite: file.version(),
    log: text(file.one("SELECT value FROM meta WHERE key = 'log'")['value']),
    rooms: rooms(file),
    people: people(file),
    ends: file.all('SELECT id, latest FROM rooms WHERE closed = 0').map((row) => ({
      room: text(row['id']),
      end: endOf(file, text(row['id']), count(row['latest'])),
    })),
    refs: refs(file),
    files: attached(file),
    settings: readSettings(file),
    ...newest(file),
  };
}

function rooms(file: SqliteFile): StoredRoom[] {
  return file
    .all("SELECT id, name, closed FROM rooms WHERE instr(id, '+') = 0")
    .map((row) => ({ id: text(row['id']), name: text(row['name']), closed: row['closed'] === 1 }));
}

function people(file: SqliteFile): KnownPerson[] {
  file.run('DELETE FROM people WHERE seen <= (SELECT coalesce(max(seen), 0) FROM people) - ?', PEOPLE_MAX);
  return file.all('SELECT id, proof, person AS body FROM people ORDER BY seen').flatMap((row) => {
    const person = file.read(row, 'people', parsePerson);
    return person === undefined ? [] : [{ proof: text(row['proof']), person }];
  });
}

function endOf(file: SqliteFile, room: string, latest: number): RoomEnd {
  // There may be thousands of them, and they are read when somebody opens one.
  if (privatePair(room) !== undefined) return { entries: [], latest, whole: false };
  const entries = readBefore(file, room, latest + 1, RESUME_ENTRIES_MAX);
  // What could not be saved in time, or cannot be read, leaves a gap, and what is held has none.
  const from = entries.findLastIndex(({ seq }, i) => i > 0 && entries[i - 1]?.seq !== seq - 1);
  const end = from === -1 ? entries : entries.slice(from);
  const older = 'SELECT seq FROM entries WHERE room = ? AND seq < ? LIMIT 1';
  const whole = end[0] === undefined || file.maybe(older, room, end[0].seq) === undefined;
  return { entries: end, ages: agesFrom(file, room, end[0]?.seq ?? latest + 1), latest, whole };
}

function agesFrom(file: SqliteFile, room: string, seq: number): number[] {
  return file
    .all('SELECT coalesce(age, at) AS age FROM entries WHERE room = ? AND seq >= ? ORDER BY seq', room, seq)
    .map((row) => count(row['age']));
}

function newest(file: SqliteFile): Pick<OpenedStore, 'newest'> {
  const row = file.maybe('SELECT coalesce(age, at) AS age, at FROM entries ORDER BY id DESC LIMIT 1');
  return row === undefined ? {} : { newest: { age: count(row['age']), at: count(row['at']) } };
}

function refs(file: SqliteFile): OpenedStore['refs'] {
  const rows = file.all('SELECT id, body FROM entries ORDER BY id DESC LIMIT ?', REFS_MAX);
  return file
    .readAll(rows, 'entries', parseEntry)
    .reverse()
    .flatMap((entry) => {
      const ref = refOf(entry);
      return ref === undefined ? [] : [{ ...ref, room: entry.room, seq: entry.seq }];
    });
}
