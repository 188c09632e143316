/** A chosen file as it is sent: a photo without where it was taken, anything else as it is. */
import { isPhoto, removePlace } from './photo-place.ts';

/** Enough to tell what a file is. */
const HEAD_BYTES = 16;
/** A photo is smaller; a larger file is not read into memory. */
const PHOTO_BYTES_MAX = 268_435_456;

export interface CleanFile {
  readonly body: Blob;
  /** There was a place in it. */
  readonly placeRemoved: boolean;
}

/** Rejects with DOMException if the file cannot be read. */
export async function cleanPhoto(file: Blob): Promise<CleanFile> {
  const asItIs = { body: file, placeRemoved: false };
  if (file.size > PHOTO_BYTES_MAX) return asItIs;
  if (!isPhoto(new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer()))) return asItIs;
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (!removePlace(bytes)) return asItIs;
  return { body: new Blob([bytes], { type: file.type }), placeRemoved: true };
}
