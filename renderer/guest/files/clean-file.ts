/** Removes location data from photos and videos before upload. Other files are left as they are. */
import { isPhoto, removeLocation } from './photo-location.ts';
import { boxAt, isVideo, removeVideoLocation } from './video-location.ts';

/** Enough to recognise a file type, or the header of an MP4 box. */
const HEAD_BYTES = 16;
/** Photos and video headers are smaller. A larger part is not read into memory. */
const READ_BYTES_MAX = 268_435_456;
/** A fragmented video has about one box per second. */
const BOXES_MAX = 4_096;
/** Boxes that can contain a `meta` box (ISO/IEC 14496-12 §8.11.1) or XMP. */
const LOCATION_BOXES = new Set(['moov', 'moof', 'meta', 'uuid']);

export interface CleanFile {
  readonly body: Blob;
  /** The file contained a location. */
  readonly locationRemoved: boolean;
}

/** Rejects with DOMException if the file cannot be read. */
export async function cleanFile(file: Blob): Promise<CleanFile> {
  const head = await bytesOf(file.slice(0, HEAD_BYTES));
  if (isPhoto(head)) return cleanPhoto(file);
  return isVideo(head) ? cleanVideo(file) : { body: file, locationRemoved: false };
}

async function cleanPhoto(file: Blob): Promise<CleanFile> {
  if (file.size > READ_BYTES_MAX) return { body: file, locationRemoved: false };
  const bytes = await bytesOf(file);
  const locationRemoved = removeLocation(bytes);
  return { body: locationRemoved ? new Blob([bytes], { type: file.type }) : file, locationRemoved };
}

/** Skips the media data, which may be larger than the memory. */
async function cleanVideo(file: Blob): Promise<CleanFile> {
  const parts: BlobPart[] = [];
  let copiedUpTo = 0;
  let at = 0;
  for (let i = 0; i < BOXES_MAX && at < file.size; i += 1) {
    const box = boxAt(await bytesOf(file.slice(at, at + HEAD_BYTES)), 0, file.size - at);
    if (box === undefined) break;
    const end = at + box.length;
    if (LOCATION_BOXES.has(box.type) && box.length <= READ_BYTES_MAX) {
      const bytes = await bytesOf(file.slice(at, end));
      if (removeVideoLocation(bytes)) {
        parts.push(file.slice(copiedUpTo, at), bytes);
        copiedUpTo = end;
      }
    }
    at = end;
  }
  if (parts.length === 0) return { body: file, locationRemoved: false };
  return { body: new Blob([...parts, file.slice(copiedUpTo)], { type: file.type }), locationRemoved: true };
}

async function bytesOf(part: Blob): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await part.arrayBuffer());
}
