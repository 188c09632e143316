/** What SQLite's errors mean to the host (sqlite.org/rescode.html). */
import { DamagedFile, NewerFile } from './sqlite-file.ts';

/** `in-use`: another process has the file. `damaged`: it is no history any more. */
export type Failure = 'in-use' | 'damaged' | 'newer' | 'disk-full' | 'failed';

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
  return BY_CODE.get(primaryCode(error)) ?? 'failed';
}

/** Without what the extended code adds. */
function primaryCode(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}
