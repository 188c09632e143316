/**
 * Removes the location from the metadata of an MP4 or QuickTime video. It leaves a gap of the same length, so
 * that all offsets stay valid.
 */
import { removeXmpLocation } from './photo-location.ts';

/** The first boxes of such files (ISO/IEC 14496-12 §4.3; QuickTime File Format, from before `ftyp`). */
const FIRST_TYPES = new Set(['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip']);
const CONTAINERS = new Set(['moov', 'moof', 'trak', 'traf', 'udta', 'meta', 'ilst']);
/** `©xyz` of QuickTime and Android, and `loci` of 3GPP TS 26.244 §8.10. */
const LOCATION_TYPES = new Set(['\u00a9xyz', 'loci']);
/** Apple's `com.apple.quicktime.location.ISO6709` and similar keys. */
const LOCATION_KEY = /location|gps/i;
const DEPTH_MAX = 8;
const KEYS_MAX = 1_024;
/** Type, country and language before the value in a `data` box of an item. */
const DATA_HEAD_BYTES = 8;

export interface Box {
  readonly type: string;
  /** Bytes of the length and type fields. */
  readonly head: number;
  /** Bytes, including the header. */
  readonly length: number;
}

/** Whether the bytes start such a video. HEIC and AVIF start alike: check `isPhoto` first. */
export function isVideo(head: Uint8Array): boolean {
  return FIRST_TYPES.has(boxAt(head, 0, Infinity)?.type ?? '');
}

/**
 * Reads the header of the box at an offset. Returns `undefined` if there is no valid box.
 *
 * @param room bytes left in the file from that offset
 */
export function boxAt(bytes: Uint8Array, at: number, room: number): Box | undefined {
  if (at + 8 > bytes.length) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
  const size = view.getUint32(at);
  const long = size === 1;
  if (long && at + 16 > bytes.length) return undefined;
  const head = long ? 16 : 8;
  const length = size === 0 ? room : long ? Number(view.getBigUint64(at + 8)) : size;
  return length < head || length > room ? undefined : { type, head, length };
}

/**
 * Changes `bytes` in place. Returns whether they contained a location.
 *
 * @param bytes one whole box, such as `moov`, or an XMP box
 */
export function removeVideoLocation(bytes: Uint8Array): boolean {
  const inBoxes = removeIn(bytes, new Set(), 0);
  return removeXmpLocation(bytes) || inBoxes;
}

/** @param locationKeys the items of a sibling `ilst` that hold a location, counted from 1 */
function removeIn(bytes: Uint8Array, locationKeys: ReadonlySet<number>, depth: number): boolean {
  const boxes = boxesIn(bytes);
  const keys = boxes.find(({ type }) => type === 'keys');
  const keysInside = keys === undefined ? new Set<number>() : locationKeysOf(keys.inside);
  let found = false;
  for (const { type, at, inside } of boxes) {
    if (LOCATION_TYPES.has(type)) {
      inside.fill(0);
      bytes.set(new TextEncoder().encode('free'), at + 4);
      found = true;
    } else if (locationKeys.has(numberOf(type))) {
      if (blankValues(inside)) found = true;
    } else if (CONTAINERS.has(type) && depth < DEPTH_MAX) {
      const isFull = type === 'meta' && boxAt(inside, 0, inside.length)?.type !== 'hdlr';
      const content = isFull ? inside.subarray(4) : inside;
      if (removeIn(content, type === 'ilst' ? keysInside : new Set(), depth + 1)) found = true;
    }
  }
  return found;
}

interface Inside {
  readonly type: string;
  readonly at: number;
  readonly inside: Uint8Array;
}

/** The consecutive boxes from the first byte, up to the first invalid one. */
function boxesIn(bytes: Uint8Array): readonly Inside[] {
  const boxes: Inside[] = [];
  for (let at = 0; at < bytes.length;) {
    const box = boxAt(bytes, at, bytes.length - at);
    if (box === undefined) return boxes;
    const { type, head, length } = box;
    boxes.push({ type, at, inside: bytes.subarray(at + head, at + length) });
    at += length;
  }
  return boxes;
}

/** An item may have a name, and a value per language (QuickTime File Format, metadata item atom). */
function blankValues(item: Uint8Array): boolean {
  let found = false;
  for (const { type, inside } of boxesIn(item)) {
    if (type !== 'data') continue;
    const value = inside.subarray(DATA_HEAD_BYTES);
    found ||= value.some((byte) => byte !== 0x20);
    value.fill(0x20);
  }
  return found;
}

/** QuickTime File Format, metadata item keys atom. */
function locationKeysOf(keys: Uint8Array): ReadonlySet<number> {
  const found = new Set<number>();
  let at = 8;
  for (let i = 1; i <= KEYS_MAX; i += 1) {
    const key = boxAt(keys, at, keys.length - at);
    if (key === undefined) return found;
    const name = new TextDecoder().decode(keys.subarray(at + 8, at + key.length));
    if (LOCATION_KEY.test(name)) found.add(i);
    at += key.length;
  }
  return found;
}

/** In an `ilst` with keys, the type of an item is its key's number. */
function numberOf(type: string): number {
  let number = 0;
  for (let i = 0; i < type.length; i += 1) number = number * 256 + type.charCodeAt(i);
  return number;
}
