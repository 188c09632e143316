/** What SQLite's errors mean to the host (sqlite.org/rescode.html). */
import { sqliteCodeOf } from './sqlite-code.ts';
import { DamagedFile, NewerFile } from './sqlite-file.ts';

/** `in-use`: another process has the file. `damaged`: it is no history any more. `no-file`: it is a folder, or the like. */
export type Failure = 'in-use' | 'damaged' | 'newer' | 'no-file' | 'disk-full' | 'failed';

/** What is there under the name of the history is no file. */
export class NoFile extends Error {}

/** SQLITE_IOERR_READ and IOERR_SHORT_READ: a bad sector, and a file that was cut off. */
const UNREADABLE: readonly unknown[] = [266, 522];
/** SQLITE_BUSY, LOCKED, CORRUPT, FULL and NOTADB. */
const BY_CODE: ReadonlyMap<number | undefined, Failure> = new Map([
  [5, 'in-use'],
  [6, 'in-use'],
  [11, 'damaged'],
  [13, 'disk-full'],
  [26, 'damaged'],
]);

/** What comes of reading row by row has no code (sqlite.org/rescode.html#corrupt). */
const CORRUPT = 'database disk image is malformed';

export function failureOf(error: unknown): Failure {
  if (error instanceof Error && error.message === CORRUPT) return 'damaged';
  if (error instanceof DamagedFile || error instanceof SyntaxError) return 'damaged';
  if (error instanceof NewerFile) return 'newer';
  if (error instanceof NoFile) return 'no-file';
  const code = sqliteCodeOf(error);
  if (UNREADABLE.includes(code)) return 'damaged';
  // Without what the extended code adds.
  return BY_CODE.get(code === undefined ? undefined : code & 0xff) ?? 'failed';
}
