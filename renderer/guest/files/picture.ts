/** Makes the thumbnail of a picture: upright and without metadata. Loaded together with the upload code. */
import {
  PICTURE_BYTES_MAX,
  PICTURE_PIXELS_MAX,
  THUMBNAIL_BYTES_MAX,
  THUMBNAIL_PX_MAX,
  isPictureType,
} from '../../../contract/model/attachment.ts';
import { fitInto, type Size } from '../../ui/files/picture-size.ts';

export interface MadePicture extends Size {
  /** The picture to show: the thumbnail, or the original if it is small. */
  readonly shown: Blob;
  readonly thumbnail?: Blob;
}

/** Pictures up to this size need no thumbnail. */
const SMALL_BYTES = 200_000;
const SMALL_PIXELS = 2_000_000;
const QUALITIES = [0.82, 0.65, 0.45];
const WEBP = 'image/webp';
const JPEG = 'image/jpeg';

/** Resolves with `undefined` for files that are too large to decode, or cannot be decoded. */
export async function makePicture(file: File): Promise<MadePicture | undefined> {
  if (!isPictureType(file.type) || file.size > PICTURE_BYTES_MAX) return undefined;
  const address = URL.createObjectURL(file);
  try {
    const image = await loadImage(address);
    const size = image && { width: image.naturalWidth, height: image.naturalHeight };
    if (image === undefined || size === undefined) return undefined;
    const pixels = size.width * size.height;
    if (pixels === 0 || pixels > PICTURE_PIXELS_MAX) return undefined;
    if (file.size <= SMALL_BYTES && pixels <= SMALL_PIXELS) return { ...size, shown: file };
    const thumbnail = await shrink(image, size);
    return thumbnail && { ...size, shown: thumbnail, thumbnail };
  } finally {
    URL.revokeObjectURL(address);
  }
}

/** The size is known before any pixel is decoded. Browsers apply the EXIF orientation. */
async function loadImage(address: string): Promise<HTMLImageElement | undefined> {
  const image = new Image();
  const loaded = new Promise<boolean>((resolve) => {
    image.onload = () => resolve(true);
    image.onerror = () => resolve(false);
  });
  image.src = address;
  return (await loaded) ? image : undefined;
}

async function shrink(image: HTMLImageElement, size: Size): Promise<Blob | undefined> {
  const target = fitInto(size, { width: THUMBNAIL_PX_MAX, height: THUMBNAIL_PX_MAX });
  const canvas = document.createElement('canvas');
  canvas.width = target.width;
  canvas.height = target.height;
  const paint = canvas.getContext('2d');
  if (paint === null) return undefined;
  const draw = () => paint.drawImage(image, 0, 0, target.width, target.height);
  paint.imageSmoothingQuality = 'high';
  draw();
  const webp = await smallEnough(canvas, WEBP);
  if (webp !== undefined) return webp;
  // JPEG has no transparency, so transparent areas would turn black.
  paint.fillStyle = '#fff';
  paint.fillRect(0, 0, target.width, target.height);
  draw();
  return smallEnough(canvas, JPEG);
}

/** A browser that does not support the type produces a PNG instead. */
async function smallEnough(canvas: HTMLCanvasElement, type: string): Promise<Blob | undefined> {
  for (const quality of QUALITIES) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob === null || blob.type !== type) return undefined;
    if (blob.size <= THUMBNAIL_BYTES_MAX) return blob;
  }
  return undefined;
}
