/**
 * The JSON of an entry as it is kept: with a checksum of itself, so that a flipped bit that makes another letter of one is
 * known for what it is. Entries of before have none.
 */
import { crc32 } from 'node:zlib';
import type { Entry } from '../../../contract/model/entry.ts';

/** The first of its fields, which no entry has. */
const CHECKED = /^\{"crc":"([0-9a-f]{8})",/;

export function checkedBody(entry: Entry): string {
  const json = JSON.stringify(entry);
  return `{"crc":"${sumOf(json)}",${json.slice(1)}`;
}

/** Whether it reads as it was written, as far as that can be known. */
export function isIntact(body: string): boolean {
  const [head, sum] = CHECKED.exec(body) ?? [];
  return head === undefined || sumOf(`{${body.slice(head.length)}`) === sum;
}

/** In eight hexadecimal digits. */
function sumOf(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
