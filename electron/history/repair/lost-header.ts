/**
 * Brings the write-ahead log of an SQLite file into the file, also where the file lost its header or its end, without
 * which SQLite brings nothing in. It refuses to know what is in them.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';
import { failureOf } from '../sqlite/failure.ts';
import { pagesAfterLog } from './log-frames.ts';

/** As every history has it until a clean end: UTF-8 in pages of 4096 bytes, with a write-ahead log. (sqlite.org/fileformat2.html §1.3) */
const HEADER_START = Buffer.concat([
  Buffer.from('SQLite format 3\0', 'latin1'),
  Buffer.from([0x10, 0x00, 2, 2, 0, 64, 32, 32]),
]);

const PAGE_BYTES = 4_096;

/** What cannot be brought in is left out. @param copy of a file that is kept: this one is written into */
export function bringInLog(copy: string): void {
  restoreStart(copy);
  restoreLength(copy);
  try {
    const database = new DatabaseSync(copy);
    try {
      // To read anything opens the log; the last one who closes the file brings it in.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version; PRAGMA wal_checkpoint(TRUNCATE)');
    } finally {
      database.close();
    }
  } catch (error) {
    // Not every error of SQLite has a code.
    const isOfSqlite = failureOf(error) === 'damaged' || (error instanceof Error && 'errcode' in error);
    if (!isOfSqlite) throw error;
  }
}

function restoreStart(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    const start = Buffer.alloc(HEADER_START.length);
    readSync(descriptor, start, 0, start.length, 0);
    if (!start.equals(HEADER_START)) writeSync(descriptor, HEADER_START, 0, HEADER_START.length, 0);
  } finally {
    closeSync(descriptor);
  }
}

/** SQLite brings no log into a file that is much shorter than what is in the log says. What is missing is empty. */
function restoreLength(path: string): void {
  // Shorter than a page, SQLite takes the file for an empty one and deletes the log.
  const bytes = PAGE_BYTES * Math.max(1, pagesAfterLog(`${path}-wal`));
  const descriptor = openSync(path, 'r+');
  try {
    if (fstatSync(descriptor).size < bytes) ftruncateSync(descriptor, bytes);
  } finally {
    closeSync(descriptor);
  }
}
