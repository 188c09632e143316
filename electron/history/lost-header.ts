/**
 * Brings the write-ahead log of an SQLite file into the file, also where the file lost its header, without which SQLite
 * opens neither. It refuses to know what is in them.
 */
import { DatabaseSync } from '@photostructure/sqlite';
import { closeSync, fstatSync, ftruncateSync, openSync, readSync, writeSync } from 'node:fs';

/** As every history has it until a clean end: UTF-8 in pages of 4096 bytes, with a write-ahead log. (sqlite.org/fileformat2.html §1.3) */
const HEADER_START = Buffer.concat([
  Buffer.from('SQLite format 3\0', 'latin1'),
  Buffer.from([0x10, 0x00, 2, 2, 0, 64, 32, 32]),
]);

const PAGE_BYTES = 4_096;

/** What cannot be brought in is left out. @param copy of a file that is kept: this one is written into */
export function bringInLog(copy: string): void {
  restoreStart(copy);
  try {
    const database = new DatabaseSync(copy);
    try {
      // To read anything opens the log; the last one who closes the file brings it in.
      database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA user_version');
      database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
    } finally {
      database.close();
    }
  } catch (error) {
    if (!(error instanceof Error && 'errcode' in error)) throw error;
  }
}

function restoreStart(path: string): void {
  const descriptor = openSync(path, 'r+');
  try {
    const start = Buffer.alloc(HEADER_START.length);
    readSync(descriptor, start, 0, start.length, 0);
    if (!start.equals(HEADER_START)) writeSync(descriptor, HEADER_START, 0, HEADER_START.length, 0);
    // Shorter than a page, SQLite takes the file for an empty one and deletes the log.
    if (fstatSync(descriptor).size < PAGE_BYTES) ftruncateSync(descriptor, PAGE_BYTES);
  } finally {
    closeSync(descriptor);
  }
}
