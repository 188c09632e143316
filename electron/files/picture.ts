/**
 * Detects whether a file is a picture that every browser can show, and its size. Only the content counts: a name proves
 * nothing.
 */
import { imageSize } from 'image-size';
import {
  PICTURE_BYTES_MAX,
  PICTURE_PIXELS_MAX,
  THUMBNAIL_BYTES_MAX,
  THUMBNAIL_PX_MAX,
  type Picture,
  type PictureType,
} from '../../contract/model/attachment.ts';

/** How much of a file is read: cameras put up to half a megabyte before the size. */
export const HEAD_BYTES = 1_048_576;

export type Shown = Omit<Picture, 'thumbnail'>;

/**
 * `undefined` if it is not a picture, or too large to be shown.
 *
 * @param head the beginning of the file
 * @param bytes the size of the whole file
 */
export function readPicture(head: Buffer, bytes: number): Shown | undefined {
  const type = SIGNATURES.find(({ starts }) => starts(head))?.type;
  if (type === undefined || bytes > PICTURE_BYTES_MAX) return undefined;
  const size = sizeOf(head);
  if (size === undefined || size.width * size.height > PICTURE_PIXELS_MAX) return undefined;
  return { type, ...size };
}

/** Whether a picture is small enough to stand for a larger one in the chat. */
export function isThumbnail({ width, height }: Shown, bytes: number): boolean {
  return Math.max(width, height) <= THUMBNAIL_PX_MAX && bytes <= THUMBNAIL_BYTES_MAX;
}

/** The size as displayed: a camera held upright stores the picture sideways (EXIF orientations 5 to 8). */
function sizeOf(head: Buffer): { readonly width: number; readonly height: number } | undefined {
  try {
    const { width, height, orientation = 1 } = imageSize(head);
    if (!isSide(width) || !isSide(height)) return undefined;
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch (error) {
    // The parser read past the end of the data, or rejected it.
    if (error instanceof Error) return undefined;
    throw error;
  }
}

function isSide(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0;
}

const SIGNATURES: readonly { readonly type: PictureType; readonly starts: (head: Buffer) => boolean }[] = [
  { type: 'image/png', starts: (head) => has(head, 0, '\x89PNG\r\n\x1a\n') && has(head, 12, 'IHDR') },
  { type: 'image/jpeg', starts: (head) => has(head, 0, '\xff\xd8\xff') },
  { type: 'image/gif', starts: (head) => has(head, 0, 'GIF87a') || has(head, 0, 'GIF89a') },
  { type: 'image/webp', starts: (head) => has(head, 0, 'RIFF') && has(head, 8, 'WEBP') },
  { type: 'image/avif', starts: (head) => has(head, 4, 'ftypavif') },
];

function has(head: Buffer, at: number, text: string): boolean {
  return head.toString('latin1', at, at + text.length) === text;
}
