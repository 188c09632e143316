/**
 * Reads the rows that can still be read of a damaged SQLite file, page by page and past everything that leads to them:
 * without its header, its schema and its trees. It only reads, and has one page in hand at a time.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { readCells, type Cell } from './page-cells.ts';
import { readValues, type Value } from './record-values.ts';

/** A row of a table with a row id, or of an index or a table without (`undefined`). */
export interface FileRow {
  readonly rowid: number | undefined;
  readonly values: readonly Value[];
}

const HEADER_BYTES = 100;
/** What stands at the start of a header (sqlite.org/fileformat2.html §1.3). */
const MAGIC = 'SQLite format 3\0';
/** As every history is made. */
const PAGE_BYTES_DEFAULT = 4_096;

/** Of all tables and indexes, in the order of the file. */
export function* fileRows(path: string): Generator<FileRow> {
  const descriptor = openSync(path, 'r');
  try {
    const { size } = fstatSync(descriptor);
    const pageBytes = pageBytesOf(descriptor, size);
    const page = Buffer.alloc(pageBytes);
    // The last one may be cut off.
    for (let number = 1; (number - 1) * pageBytes < size; number += 1) {
      if (!readPageInto(descriptor, number, page)) continue;
      for (const cell of readCells(page, number === 1 ? HEADER_BYTES : 0)) {
        const record = wholeRecord(descriptor, cell, pageBytes);
        const values = record && readValues(record);
        if (values !== undefined) yield { rowid: cell.rowid, values };
      }
    }
  } finally {
    closeSync(descriptor);
  }
}

/** As the header has it where that fits the file, else as usual. */
function pageBytesOf(descriptor: number, size: number): number {
  const header = Buffer.alloc(HEADER_BYTES);
  if (!fill(descriptor, header, 0) || header.toString('latin1', 0, 16) !== MAGIC) return PAGE_BYTES_DEFAULT;
  const stated = header.readUInt16BE(16);
  const bytes = stated === 1 ? 65_536 : stated;
  return bytes >= 512 && bytes * header.readUInt32BE(28) === size ? bytes : PAGE_BYTES_DEFAULT;
}

/** With what of it lies on other pages; `undefined` if that is damaged. */
function wholeRecord(descriptor: number, cell: Cell, pageBytes: number): Buffer | undefined {
  if (cell.overflow === 0) return cell.local;
  const parts = [cell.local];
  const page = Buffer.alloc(pageBytes);
  let left = cell.bytes - cell.local.length;
  for (let number = cell.overflow; left > 0; number = page.readUInt32BE(0)) {
    if (number === 0 || !readPageInto(descriptor, number, page)) return undefined;
    const part = Buffer.from(page.subarray(4, 4 + Math.min(left, pageBytes - 4)));
    parts.push(part);
    left -= part.length;
  }
  return Buffer.concat(parts);
}

/** `false` for what is past the end, or cannot be read off the disk; what a cut off page lacks is 0. */
function readPageInto(descriptor: number, number: number, page: Buffer): boolean {
  page.fill(0);
  return fill(descriptor, page, (number - 1) * page.length);
}

function fill(descriptor: number, buffer: Buffer, from: number): boolean {
  try {
    return readSync(descriptor, buffer, 0, buffer.length, from) > 0;
  } catch (error) {
    // A bad sector: the other pages are there all the same.
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}
