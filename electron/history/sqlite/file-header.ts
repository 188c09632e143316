/** Knows a header that SQLite takes for that of a version to come, though it is damaged (sqlite.org/fileformat2.html §1.3). */
import { closeSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 100;
/** How it may be written: 1 with a rollback journal, 2 with a write-ahead log. What says more is opened for reading alone. */
const WRITE_VERSION = { at: 18, most: 2 };
const SCHEMA_FORMAT = { at: 44, most: 4 };

/**
 * Whether it says a version that no SQLite ever wrote: it is damaged. What is too short for a header says nothing.
 * Throws Node's own error.
 */
export function isHeaderSpoilt(path: string): boolean {
  const header = Buffer.alloc(HEADER_BYTES);
  const file = openSync(path, 'r');
  try {
    if (readSync(file, header, 0, HEADER_BYTES, 0) < HEADER_BYTES) return false;
  } finally {
    closeSync(file);
  }
  return (
    header.readUInt8(WRITE_VERSION.at) > WRITE_VERSION.most ||
    header.readUInt32BE(SCHEMA_FORMAT.at) > SCHEMA_FORMAT.most
  );
}
