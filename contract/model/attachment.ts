/**
 * Files that people send to each other: what a message says of one, and by which paths a browser and the host
 * exchange them. It refuses to know where they are kept and how they are shown.
 */

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

/** Found in the file's own bytes, never taken from whoever sent it. */
export type PictureType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/avif';

/** A picture that every browser may show. */
export interface Picture {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
  /** The id of a smaller one, made by the sender's browser. */
  readonly thumbnail?: string;
}

/** A picture itself, for whoever cannot ask for it by its path. */
export interface PictureBytes {
  readonly type: PictureType;
  readonly bytes: Uint8Array;
}

/** A file that the host has whole. */
export interface Attachment {
  readonly id: string;
  /** As it may be shown: no path, no control or bidi characters. Empty if nothing else was left of it. */
  readonly name: string;
  readonly bytes: number;
  /** Left out for whatever is downloaded and not shown. */
  readonly picture?: Picture;
}

/** What somebody who says something has uploaded before. */
export interface Uploaded {
  readonly id: string;
  readonly thumbnail?: string;
}

/** What may be sent, told before anybody chooses a file. */
export interface FileTerms {
  /** Of one file. */
  readonly bytesMax: number;
  /** Of all, until the quota or the disk is full. */
  readonly bytesLeft: number;
}
