/**
 * Files that people send to each other: what a message says of one, and by which paths a browser and the host
 * exchange them.
 */
import * as v from 'valibot';
import { maybe, parseAs, tolerantObject, type Infer } from './schema.ts';

/**
 * Uploads are resumable (tus 1.0): `POST` begins one, under the `name` in its `Upload-Metadata`, `PATCH` goes on, `HEAD`
 * tells how far it is, `DELETE` gives it up. Each carries the person's token as `Authorization: Bearer …`. `GET` of
 * `FILES_PATH/ID` reads a file that was sent; the id is too long to be guessed, and only those who may read the message
 * have it.
 */
export const FILES_PATH = '/files';

export const FILE_NAME_BYTES_MAX = 255;
export const FILES_PER_MESSAGE_MAX = 10;

/** Larger pictures are files like any other: nobody's browser is made to decode them. */
export const PICTURE_BYTES_MAX = 10_485_760;
export const PICTURE_PIXELS_MAX = 40_000_000;
/** The longer side of what is shown in the conversation, and what it may weigh. */
export const THUMBNAIL_PX_MAX = 800;
export const THUMBNAIL_BYTES_MAX = 262_144;

/** Found in the file's own bytes; the sender's word does not count. */
export const PictureTypeSchema = v.picklist([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
]);
export type PictureType = Infer<typeof PictureTypeSchema>;

/** An id becomes part of an address. */
export const FileIdSchema = v.custom<string>(isId);

const LengthSchema = v.custom<number>((value) => typeof value === 'number' && value >= 1);

/** A picture that every browser may show. */
export const PictureSchema = tolerantObject({
  type: PictureTypeSchema,
  width: LengthSchema,
  height: LengthSchema,
  /** The id of a smaller one, made by the sender's browser. */
  thumbnail: maybe(FileIdSchema),
});
export type Picture = Infer<typeof PictureSchema>;

/** A picture itself, for whoever cannot ask for it by its path. */
export interface PictureBytes {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** A file that the host has whole. */
export const AttachmentSchema = tolerantObject({
  id: FileIdSchema,
  /** As it may be shown: no path, no control or bidi characters. Empty if nothing else was left of it. */
  name: v.string(),
  bytes: v.number(),
  /** Left out if the file is downloaded and not shown. */
  picture: maybe(PictureSchema),
});
export type Attachment = Infer<typeof AttachmentSchema>;

/** What may be sent. Clients learn it before a person chooses a file. */
export const FileTermsSchema = tolerantObject({
  /** Of one file. */
  bytesMax: v.number(),
  /** Of all, until the quota or the disk is full. */
  bytesLeft: v.number(),
});
export type FileTerms = Infer<typeof FileTermsSchema>;

/** `undefined` if it cannot be read. */
export function parseAttachment(value: unknown): Attachment | undefined {
  return parseAs(AttachmentSchema, value);
}

export function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[\w-]+$/.test(value);
}

export function isPictureType(value: unknown): value is PictureType {
  return v.is(PictureTypeSchema, value);
}
