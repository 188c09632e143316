/**
 * Reads of the write-ahead log of an SQLite file how long the file is with it (sqlite.org/fileformat2.html §4). A frame
 * counts only as far as the checksums hold, as for SQLite itself: no flipped bit makes a file of terabytes.
 */
import { closeSync, openSync, readSync } from 'node:fs';

const HEADER_BYTES = 32;
const FRAME_HEADER_BYTES = 24;
/** The same in both; the last bit tells in which order the checksums read bytes. */
const MAGIC = 0x37_7f_06_82;
const PAGE_BYTES = 4_096;

type Sums = readonly [number, number];

/** In pages of 4096 bytes, after the last commit that is whole; 0 if there is none. */
export function pagesAfterLog(path: string): number {
  const descriptor = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    if (!fill(descriptor, header, 0)) return 0;
    const magic = header.readUInt32BE(0);
    if (magic - (magic & 1) !== MAGIC || header.readUInt32BE(8) !== PAGE_BYTES) return 0;
    return pagesAfter(descriptor, header, (magic & 1) === 1);
  } finally {
    closeSync(descriptor);
  }
}

function pagesAfter(descriptor: number, header: Buffer, isBigEndian: boolean): number {
  const frame = Buffer.alloc(FRAME_HEADER_BYTES + PAGE_BYTES);
  let sums = sumsOf(header.subarray(0, 24), isBigEndian, [0, 0]);
  if (!isSumOf(sums, header, 24)) return 0;
  let pages = 0;
  for (let from = HEADER_BYTES; fill(descriptor, frame, from); from += frame.length) {
    // What stood there before the log began anew has other salts.
    if (!frame.subarray(8, 16).equals(header.subarray(16, 24))) return pages;
    sums = sumsOf(frame.subarray(0, 8), isBigEndian, sums);
    sums = sumsOf(frame.subarray(FRAME_HEADER_BYTES), isBigEndian, sums);
    if (!isSumOf(sums, frame, 16)) return pages;
    // 0 in a frame that is not the last of its commit.
    pages = frame.readUInt32BE(4) || pages;
  }
  return pages;
}

function isSumOf([first, second]: Sums, bytes: Buffer, at: number): boolean {
  return bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;
}

/** Goes on from those of what stands before (§4.2). @param bytes a multiple of eight */
function sumsOf(bytes: Buffer, isBigEndian: boolean, [first, second]: Sums): Sums {
  const read = (at: number) => (isBigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  let [one, other] = [first, second];
  for (let at = 0; at < bytes.length; at += 8) {
    one = (one + read(at) + other) >>> 0;
    other = (other + read(at + 4) + one) >>> 0;
  }
  return [one, other];
}

/** `false` past the end. */
function fill(descriptor: number, buffer: Buffer, from: number): boolean {
  return readSync(descriptor, buffer, 0, buffer.length, from) === buffer.length;
}
