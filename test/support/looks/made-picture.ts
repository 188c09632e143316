/** Pictures as a camera makes them, made in a browser, and one that no camera makes. */
import { crc32, deflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';

/** Noisy enough that it is as heavy as a photograph. @param hue in degrees */
export async function makeJpeg(page: Page, width: number, height: number, hue: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([wide, high, color]) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [wide!, high!];
      const paint = canvas.getContext('2d')!;
      paint.fillStyle = `hsl(${color} 60% 50%)`;
      paint.fillRect(0, 0, wide!, high!);
      for (let spot = 0; spot < 4_000; spot += 1) {
        paint.fillStyle = `hsl(${color! + Math.random() * 60} 60% ${Math.random() * 100}%)`;
        paint.fillRect(Math.random() * wide!, Math.random() * high!, 16, 16);
      }
      return canvas.toDataURL('image/jpeg', 0.95).split(',')[1]!;
    },
    [width, height, hue],
  );
  return Buffer.from(base64, 'base64');
}

/** As a camera writes it that is held upright: lying, and a note to turn it (EXIF 2.32, orientation 6). */
export function heldUpright(jpeg: Buffer): Buffer {
  return withExif(jpeg, '4d4d002a00000008' + '0001' + '0112' + '0003' + '00000001' + '00060000' + '00000000');
}

/** The same, with where it was taken: a GPS IFD with one field (EXIF 2.32 §4.6.6), an area in words. */
export function takenAt(jpeg: Buffer, area: string): Buffer {
  const words = Buffer.from(`ASCII\0\0\0${area}`, 'latin1');
  const count = words.length.toString(16).padStart(8, '0');
  const main = '0002' + '0112' + '0003' + '00000001' + '00060000' + '8825' + '0004' + '00000001' + '00000026';
  const gps = '0001' + '001c' + '0007' + count + '00000038' + '00000000';
  return withExif(jpeg, `4d4d002a00000008${main}00000000${gps}${words.toString('hex')}`);
}

/** @param tiff in hexadecimal */
function withExif(jpeg: Buffer, tiff: string): Buffer {
  const body = Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), Buffer.from(tiff, 'hex')]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(body.length + 2);
  return Buffer.concat([jpeg.subarray(0, 2), Buffer.from('ffe1', 'hex'), length, body, jpeg.subarray(2)]);
}

/** As many pixels wide as high, in a file a thousandth of what a browser would need to draw them. */
export function blackPng(side: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // One bit for each pixel, and all else as it is usual (PNG, 11.2.1).
  header.writeUInt8(1, 8);
  const rows = deflateSync(Buffer.alloc(side * (1 + Math.ceil(side / 8))), { level: 1 });
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** One pixel that is red and blue by turns, ten times a second, for ever. (GIF89a; NETSCAPE2.0 for the loop) */
export function blinkingGif(): Buffer {
  const frame = (pixel: '44' | '4c') => `21f904000a0000002c000000000100010000` + `0202${pixel}0100`;
  const loop = `21ff0b${Buffer.from('NETSCAPE2.0').toString('hex')}0301000000`;
  const screen = `${Buffer.from('GIF89a').toString('hex')}01000100800000` + 'ff00000000ff';
  return Buffer.from(`${screen}${loop}${frame('44')}${frame('4c')}3b`, 'hex');
}
