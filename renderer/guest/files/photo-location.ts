/**
 * Removes the location (Exif GPS and XMP) from the bytes of a photo. The length and the rest stay unchanged, so
 * nothing is re-encoded and the orientation is kept.
 */

/** TIFF 6.0 §2: sizes in bytes of the types 1 to 12, and of IFD (13). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];
const ENTRY_BYTES = 12;
const ENTRIES_MAX = 512;
/** Per TIFF block: the picture, its thumbnail, and a few more. */
const IFDS_MAX = 8;
/** Exif 2.32 §4.6.3: the tag in IFD0 that points to the GPS IFD. */
const GPS_POINTER = 0x8825;
const ASTERISK = 0x2a;
const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Whether the bytes start a photo format that can hold a location: JPEG, PNG, TIFF, WebP, HEIC or AVIF. */
export function isPhoto(head: Uint8Array): boolean {
  const is = (at: number, text: string) => textOf(head, at, at + text.length) === text;
  const jpeg = head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff;
  const tiff = is(0, 'II*\0') || is(0, 'MM\0*');
  const webp = is(0, 'RIFF') && is(8, 'WEBP');
  return (
    jpeg ||
    tiff ||
    webp ||
    isPng(head) ||
    (is(4, 'ftyp') && /^(hei|hev|mif|msf|avi)/.test(textOf(head, 8, 12)))
  );
}

/** Changes `bytes` in place. Returns whether they contained a location. */
export function removeLocation(bytes: Uint8Array): boolean {
  if (isPng(bytes)) return removeFromPng(bytes);
  return removeFromBlocks(bytes);
}

/**
 * Searches the whole file for TIFF blocks and XMP packets, because their position depends on the format and files
 * may hold a second picture.
 */
function removeFromBlocks(bytes: Uint8Array): boolean {
  let found = removeXmpLocation(bytes);
  for (let at = bytes.indexOf(ASTERISK); at !== -1; at = bytes.indexOf(ASTERISK, at + 1)) {
    const little = bytes[at - 2] === 0x49 && bytes[at - 1] === 0x49 && bytes[at + 1] === 0;
    const big = bytes[at - 3] === 0x4d && bytes[at - 2] === 0x4d && bytes[at - 1] === 0;
    if (little && removeFromTiff(bytes.subarray(at - 2), true)) found = true;
    if (big && removeFromTiff(bytes.subarray(at - 3), false)) found = true;
  }
  return found;
}

/** @param tiff starts at the byte-order mark, which all offsets are relative to */
function removeFromTiff(tiff: Uint8Array, little: boolean): boolean {
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  let found = false;
  let ifd = tiff.length >= 8 ? view.getUint32(4, little) : 0;
  for (let i = 0; i < IFDS_MAX && ifd !== 0; i += 1) {
    const count = entriesAt(view, ifd, little);
    if (count === undefined) return found;
    const end = ifd + 2 + count * ENTRY_BYTES;
    const next = view.getUint32(end, little);
    for (let at = ifd + 2; at < end; at += ENTRY_BYTES) {
      if (view.getUint16(at, little) !== GPS_POINTER) continue;
      clearIfd(tiff, view, view.getUint32(at + 8, little), little);
      // Moves the following entries up and clears the end.
      tiff.copyWithin(at, at + ENTRY_BYTES, end + 4);
      tiff.fill(0, end + 4 - ENTRY_BYTES, end + 4);
      view.setUint16(ifd, count - 1, little);
      found = true;
      break;
    }
    ifd = next;
  }
  return found;
}

/** The number of entries of an IFD, or `undefined` if there is no valid IFD. */
function entriesAt(view: DataView, ifd: number, little: boolean): number | undefined {
  if (ifd < 8 || ifd + 2 > view.byteLength) return undefined;
  const count = view.getUint16(ifd, little);
  if (count === 0 || count > ENTRIES_MAX || ifd + 2 + count * ENTRY_BYTES + 4 > view.byteLength)
    return undefined;
  for (let i = 0; i < count; i += 1) {
    const type = view.getUint16(ifd + 2 + i * ENTRY_BYTES + 2, little);
    if (type === 0 || type >= TYPE_BYTES.length) return undefined;
  }
  return count;
}

/** Clears an IFD and the values it points to. */
function clearIfd(tiff: Uint8Array, view: DataView, ifd: number, little: boolean): void {
  const count = entriesAt(view, ifd, little);
  if (count === undefined) return;
  for (let i = 0; i < count; i += 1) {
    const at = ifd + 2 + i * ENTRY_BYTES;
    const size = (TYPE_BYTES[view.getUint16(at + 2, little)] ?? 0) * view.getUint32(at + 4, little);
    const from = view.getUint32(at + 8, little);
    // The longest value of the standard is a text of a few hundred bytes. Anything longer is not a value.
    if (size > 4 && size <= 65_536 && from >= 8 && from + size <= tiff.length)
      tiff.fill(0, from, from + size);
  }
  tiff.fill(0, ifd, ifd + 2 + count * ENTRY_BYTES);
}

const XMP_START = '<x:xmpmeta';
const XMP_END = '</x:xmpmeta>';
/** `exif:GPSLatitude="…"`, and the same as an element (XMP, Exif 2.32 in XMP). */
const XMP_LOCATION = /(\bexif:GPS\w+\s*=\s*(["']))(.*?)(\2)|(<exif:GPS\w+\s*>)(.*?)(<\/exif:GPS)/gs;

export function removeXmpLocation(bytes: Uint8Array): boolean {
  let found = false;
  for (let start = find(bytes, XMP_START, 0); start !== -1;) {
    const end = find(bytes, XMP_END, start);
    if (end === -1) return found;
    for (const match of textOf(bytes, start, end).matchAll(XMP_LOCATION)) {
      const before = match[1] ?? match[5] ?? '';
      const value = match[3] ?? match[6] ?? '';
      const at = start + match.index + before.length;
      bytes.fill(0x20, at, at + value.length);
      found ||= value.trim() !== '';
    }
    start = find(bytes, XMP_START, end);
  }
  return found;
}

/** PNG, third edition, §11.3.3: the text may be compressed or hexadecimal, so the whole profile is removed. */
const PROFILE = /^(XML:com\.adobe\.xmp|Raw profile type \w+)\0/i;
const TEXT_TYPES = new Set(['tEXt', 'zTXt', 'iTXt']);
const PNG_CHUNK_EXTRA_BYTES = 12;

function removeFromPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found = false;
  for (let at = PNG_HEAD.length; at + PNG_CHUNK_EXTRA_BYTES <= bytes.length;) {
    const length = view.getUint32(at);
    const end = at + 8 + length;
    if (end + 4 > bytes.length) break;
    const type = textOf(bytes, at + 4, at + 8);
    const data = bytes.subarray(at + 8, end);
    if (
      (type === 'eXIf' && removeFromBlocks(data)) ||
      (TEXT_TYPES.has(type) && removeProfile(bytes, at, data))
    ) {
      view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
      found = true;
    }
    at = end + 4;
  }
  return found;
}

/** Turns a profile into an empty comment of the same length. */
function removeProfile(bytes: Uint8Array, at: number, data: Uint8Array): boolean {
  if (!PROFILE.test(textOf(data, 0, Math.min(data.length, 80)))) return false;
  bytes.set(new TextEncoder().encode('tEXt'), at + 4);
  data.fill(0x20);
  data.set(new TextEncoder().encode('Comment\0'));
  return true;
}

/** PNG, third edition, annex D. */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb8_8320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

function isPng(bytes: Uint8Array): boolean {
  return PNG_HEAD.every((byte, i) => bytes[i] === byte);
}

function find(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1))
    if (textOf(bytes, at, at + text.length) === text) return at;
  return -1;
}

/** One UTF-16 unit per byte, so that string offsets are byte offsets. */
function textOf(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (const byte of bytes.subarray(from, to)) text += String.fromCharCode(byte);
  return text;
}
