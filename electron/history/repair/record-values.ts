/** Reads the values of one record of an SQLite file (sqlite.org/fileformat2.html §2.1). */
import { readVarint } from './page-cells.ts';

/** A blob is as good as nothing: none is kept. */
export type Value = string | number | null;

/** As many as a column of ours ever has. */
const VALUES_MAX = 100;
/** Bytes of each whole number, by its serial type. */
const INTEGER_BYTES = [0, 1, 2, 3, 4, 6, 8];

/** `undefined` for what is damaged, and for what does not fill its record to the end. */
export function readValues(record: Buffer): readonly Value[] | undefined {
  const header = readVarint(record, 0);
  if (header === undefined || header.value > record.length) return undefined;
  const types: number[] = [];
  for (let at = header.end; at < header.value;) {
    const type = readVarint(record, at);
    if (type === undefined || type.end > header.value || types.length === VALUES_MAX) return undefined;
    types.push(type.value);
    at = type.end;
  }
  const values: Value[] = [];
  let at = header.value;
  for (const type of types) {
    const bytes = bytesOf(type);
    if (bytes === undefined || at + bytes > record.length) return undefined;
    values.push(valueOf(type, record.subarray(at, at + bytes)));
    at += bytes;
  }
  return at === record.length ? values : undefined;
}

/** Of a value by its serial type; `undefined` for one that there is not. */
function bytesOf(type: number): number | undefined {
  if (type >= 12) return Math.floor((type - 12) / 2);
  if (type >= 8) return type <= 9 ? 0 : undefined;
  return type === 7 ? 8 : INTEGER_BYTES[type];
}

function valueOf(type: number, bytes: Buffer): Value {
  if (type === 8 || type === 9) return type - 8;
  if (type === 7) return bytes.readDoubleBE(0);
  if (type >= 12) return type % 2 === 1 ? bytes.toString('utf8') : null;
  if (bytes.length === 0) return null;
  return bytes.length === 8 ? Number(bytes.readBigInt64BE(0)) : bytes.readIntBE(0, bytes.length);
}
