/** Reads what is told and kept of files: on the page off the host, on the host off its disk. */
import type { Attachment, FileTerms, Picture, PictureType } from './attachment.ts';
import { isNumber, isText, toFields } from './fields.ts';

/** Of an id, since it becomes part of an address. */
const ID = /^[\w-]+$/;

/** `undefined` for what is none. */
export function parseAttachment(value: unknown): Attachment | undefined {
  const { id, name, bytes, picture: raw } = toFields(value) ?? {};
  if (!isId(id) || !isText(name) || !isNumber(bytes)) return undefined;
  const picture = parsePicture(raw);
  return { id, name, bytes, ...(picture && { picture }) };
}

export function parseFileTerms(value: unknown): FileTerms | undefined {
  const { bytesMax, bytesLeft } = toFields(value) ?? {};
  return isNumber(bytesMax) && isNumber(bytesLeft) ? { bytesMax, bytesLeft } : undefined;
}

export function isId(value: unknown): value is string {
  return isText(value) && ID.test(value);
}

function parsePicture(value: unknown): Picture | undefined {
  const { type, width, height, thumbnail } = toFields(value) ?? {};
  if (!isPictureType(type) || !isLength(width) || !isLength(height)) return undefined;
  return { type, width, height, ...(isId(thumbnail) && { thumbnail }) };
}

function isLength(value: unknown): value is number {
  return isNumber(value) && value >= 1;
}

/** A record, so that the compiler misses no type. */
const pictureTypes: Readonly<Record<PictureType, true>> = {
  'image/png': true,
  'image/jpeg': true,
  'image/gif': true,
  'image/webp': true,
  'image/avif': true,
};
const knownPictureTypes: ReadonlySet<unknown> = new Set(Object.keys(pictureTypes));

export function isPictureType(value: unknown): value is PictureType {
  return knownPictureTypes.has(value);
}
