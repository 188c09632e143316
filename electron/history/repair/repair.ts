/**
 * The files of a history on the disk, and what becomes of a damaged one: what can be read of it goes into a new file, and
 * it is put aside under another name, never changed and never deleted. Ended at any moment, the next start finishes it.
 */
import {
  closeSync,
  copyFileSync,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { failureOf } from '../sqlite/failure.ts';
import { bringInLog } from './lost-header.ts';
import { salvage, type Salvaged } from './salvage.ts';
import { SqliteFile } from '../sqlite/sqlite-file.ts';
import type { RepairReport } from '../store.ts';

export const HISTORY_FILE = 'history.db';
/** Being written, and written to the end. */
const PART = `${HISTORY_FILE}.part`;
const SALVAGED = `${HISTORY_FILE}.salvaged`;
/** Of the damaged one, where its write-ahead log has to be brought in first. */
const COPY = `${HISTORY_FILE}.copy`;
/** Of an SQLite file (sqlite.org/fileformat2.html §1.3). */
const HEADER_BYTES = 100;
/** Milliseconds since 1970, nearly. */
const ASIDE = /^history\.db\.corrupt-(\d{1,15})$/;
/** What SQLite puts beside a file. */
const BESIDE = ['-wal', '-shm', '-journal'];

/** What was being done when a program ended here is done to its end, or begun anew. Answers whether it was done. */
export function finishRepair(folder: string): boolean {
  if (!existsSync(join(folder, SALVAGED))) return false;
  if (existsSync(join(folder, HISTORY_FILE))) {
    discard(join(folder, SALVAGED));
    return false;
  }
  // The log of the damaged one is none of the new one.
  putAside(folder, nameOf(newestAside(folder)));
  renameSync(join(folder, SALVAGED), join(folder, HISTORY_FILE));
  return true;
}

/** The file is gone or has no header, and what was written last is there: SQLite could begin anew and delete that. */
export function isOnlyInLog(folder: string): boolean {
  const path = join(folder, HISTORY_FILE);
  return sizeOf(path) < HEADER_BYTES && sizeOf(`${path}-wal`) > 0;
}

/**
 * What was written last may be gone: as long as a history is open it has a write-ahead log, and says so in its header, which
 * a clean end takes back (sqlite.org/fileformat2.html §1.3.3).
 */
export function isLogMissing(folder: string): boolean {
  const path = join(folder, HISTORY_FILE);
  return sizeOf(path) > 0 && sizeOf(`${path}-wal`) === 0 && usesLog(path);
}

/** The same without a doubt: SQLite empties a log whose pages are all in the file, but removes it only at a clean end. */
export function isLogGone(folder: string): boolean {
  return isLogMissing(folder) && !existsSync(join(folder, `${HISTORY_FILE}-wal`));
}

/** A history was opened here before: each start that opens one makes the folder of its files right after. */
export function wasUsed(folder: string): boolean {
  return existsSync(join(folder, 'files'));
}

function usesLog(path: string): boolean {
  const descriptor = openSync(path, 'r');
  try {
    const version = Buffer.alloc(1);
    readSync(descriptor, version, 0, 1, 18);
    return version[0] === 2;
  } finally {
    closeSync(descriptor);
  }
}

/** Nobody has the file open. Throws as {@link SqliteFile} does; then the damaged one is where it was. */
export function repair(folder: string): RepairReport {
  const part = join(folder, PART);
  refuseInUse(part);
  discard(part);
  const salvaged = salvageInto(part, folder);
  // The name of its log tells nobody which file it belongs to: that one is put aside first, also where it was gone. It is
  // there before the new one, or the next start would take the log for that of a file that was put aside earlier.
  closeSync(openSync(join(folder, HISTORY_FILE), 'a', 0o600));
  renameSync(part, join(folder, SALVAGED));
  const aside = nameOf(Math.max(Date.now(), newestAside(folder) + 1));
  putAside(folder, aside);
  renameSync(join(folder, SALVAGED), join(folder, HISTORY_FILE));
  const { read, lost, lostMarks, nothing } = salvaged;
  return {
    aside,
    ...(!nothing && { salvaged: { read, lost, ...(lostMarks > 0 && { lostSettings: lostMarks }) } }),
  };
}

function salvageInto(part: string, folder: string): Salvaged {
  const copy = join(folder, COPY);
  try {
    const source = readable(folder, copy);
    const salvaged = salvageAndClose(source, new SqliteFile(part));
    // On a full disk.
    if (existsSync(`${part}-wal`)) throw new Error('not all is in the file');
    return salvaged;
  } catch (error) {
    discard(part);
    throw error;
  } finally {
    discard(copy);
  }
}

function salvageAndClose(source: string, file: SqliteFile): Salvaged {
  try {
    return salvage(source, file);
  } finally {
    file.close();
  }
}

/** The damaged file itself; where the newest is in a write-ahead log beside it, a copy that has it too. */
function readable(folder: string, copy: string): string {
  const original = join(folder, HISTORY_FILE);
  if (sizeOf(`${original}-wal`) === 0) return original;
  discard(copy);
  if (existsSync(original)) copyFileSync(original, copy);
  else writeFileSync(copy, '', { mode: 0o600 });
  copyFileSync(`${original}-wal`, `${copy}-wal`);
  bringInLog(copy);
  return copy;
}

/** Another process may be at it. */
function refuseInUse(part: string): void {
  if (!existsSync(part)) return;
  try {
    new SqliteFile(part).close();
  } catch (error) {
    if (failureOf(error) === 'in-use') throw error;
  }
}

/** The file, then what is beside it: until all of that is done the file is not there. */
function putAside(folder: string, name: string): void {
  for (const more of ['', ...BESIDE]) {
    const path = join(folder, `${HISTORY_FILE}${more}`);
    if (existsSync(path)) renameSync(path, join(folder, `${name}${more}`));
  }
}

/** When the last one was put aside: none has a later name, whatever the clock says. 0 if there is none. */
function newestAside(folder: string): number {
  return Math.max(0, ...readdirSync(folder).map((name) => Number(ASIDE.exec(name)?.[1] ?? 0)));
}

function nameOf(at: number): string {
  return `${HISTORY_FILE}.corrupt-${at}`;
}

function discard(path: string): void {
  for (const more of ['', ...BESIDE]) rmSync(`${path}${more}`, { force: true });
}

function sizeOf(path: string): number {
  return existsSync(path) ? statSync(path).size : 0;
}
