/**
 * Reads the cells of one page of an SQLite file (sqlite.org/fileformat2.html §1.6), each by itself: a damaged one does not
 * take the others with it. Only a page of a tree is read, never one that holds the rest of a long text: its first byte
 * is part of a page number, and would have to be that of a file of 40 GB.
 */

/** A cell with the part of its record that lies on the page. */
export interface Cell {
  /** `undefined` in an index. */
  readonly rowid: number | undefined;
  /** Of the whole record. */
  readonly bytes: number;
  readonly local: Buffer;
  /** The page on which the record goes on; 0 if it is all here. */
  readonly overflow: number;
}

const TABLE_LEAF = 0x0d;
const INDEX_LEAF = 0x0a;
const INDEX_INTERIOR = 0x02;
/** Longer than anything that is kept: what claims to be is damaged. */
const RECORD_BYTES_MAX = 16_777_216;

/**
 * @param page all of it
 * @param start where its header is: 100 on the first page, else 0
 */
export function readCells(page: Buffer, start: number): Cell[] {
  const type = page[start];
  const isTable = type === TABLE_LEAF;
  if (!isTable && type !== INDEX_LEAF && type !== INDEX_INTERIOR) return [];
  const pointers = start + (type === INDEX_INTERIOR ? 12 : 8);
  const fits = Math.floor((page.length - pointers) / 2);
  const count = Math.min(page.readUInt16BE(start + 3), fits);
  const child = type === INDEX_INTERIOR ? 4 : 0;
  return Array.from({ length: count }, (_, i) => page.readUInt16BE(pointers + 2 * i) + child).flatMap(
    (at) => readCell(page, at, isTable) ?? [],
  );
}

function readCell(page: Buffer, at: number, isTable: boolean): Cell | undefined {
  const bytes = readVarint(page, at);
  if (bytes === undefined || bytes.value > RECORD_BYTES_MAX) return undefined;
  const rowid = isTable ? readVarint(page, bytes.end) : undefined;
  if (isTable && (rowid === undefined || !Number.isSafeInteger(rowid.value))) return undefined;
  const from = rowid?.end ?? bytes.end;
  const length = localBytes(bytes.value, page.length, isTable);
  const end = from + length;
  const goesOn = length < bytes.value;
  if (end + (goesOn ? 4 : 0) > page.length) return undefined;
  return {
    rowid: rowid?.value,
    bytes: bytes.value,
    local: page.subarray(from, end),
    overflow: goesOn ? page.readUInt32BE(end) : 0,
  };
}

/** How much of a record lies on the page of its cell (§1.6). */
function localBytes(bytes: number, pageBytes: number, isTable: boolean): number {
  const most = isTable ? pageBytes - 35 : Math.floor(((pageBytes - 12) * 64) / 255) - 23;
  if (bytes <= most) return bytes;
  const least = Math.floor(((pageBytes - 12) * 32) / 255) - 23;
  const rest = least + ((bytes - least) % (pageBytes - 4));
  return rest <= most ? rest : least;
}

/** Up to nine bytes, seven bits in each and eight in the last; `undefined` past the end. */
export function readVarint(
  bytes: Buffer,
  at: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let i = 0; i < 9; i += 1) {
    const byte = bytes[at + i];
    if (byte === undefined) return undefined;
    if (i === 8) return { value: value * 256 + byte, end: at + 9 };
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return { value, end: at + i + 1 };
  }
  return undefined;
}
