import { expect, test } from 'vitest';
import { PICTURE_BYTES_MAX } from '../../../contract/model/attachment.ts';
import { isThumbnail, readPicture } from '../../../electron/files/picture.ts';
import { gif, jpeg, png } from '../../support/looks/pictures.ts';

test.each([
  ['png', png(640, 480), 'image/png'],
  ['gif', gif(640, 480), 'image/gif'],
  ['jpeg', jpeg(640, 480), 'image/jpeg'],
])('the size of a %s is detected', (_, bytes, type) => {
  expect(readPicture(bytes, bytes.length)).toEqual({ type, width: 640, height: 480 });
});

test('a photo taken upright is shown upright', () => {
  const upright = jpeg(640, 480, 6);
  expect(readPicture(upright, upright.length)).toEqual({ type: 'image/jpeg', width: 480, height: 640 });
});

test.each([
  ['nothing', Buffer.alloc(0)],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>')],
  ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
  ['a BMP, which is no type that is shown', Buffer.from('BM'.padEnd(64, '\u0001'))],
  ['a PNG that ends in its signature', png(9, 9).subarray(0, 8)],
  ['a JPEG without a size', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0])],
  ['a PNG without width', png(0, 9)],
  ['a bomb of 30,000 by 30,000', png(30_000, 30_000)],
  ['an AVIF that is cut', Buffer.from('\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf', 'latin1')],
])('%s is not a picture', (_, bytes) => {
  expect(readPicture(bytes, bytes.length)).toBeUndefined();
});

test('a picture that is too large is a file like any other', () => {
  expect(readPicture(png(9, 9), PICTURE_BYTES_MAX)).toBeDefined();
  expect(readPicture(png(9, 9), PICTURE_BYTES_MAX + 1)).toBeUndefined();
});

test('a thumbnail is small in both dimensions and in bytes', () => {
  const small = { type: 'image/png', width: 800, height: 600 } as const;
  expect(isThumbnail(small, 262_144)).toBe(true);
  expect(isThumbnail(small, 262_145)).toBe(false);
  expect(isThumbnail({ ...small, width: 801 }, 9)).toBe(false);
  expect(isThumbnail({ ...small, height: 801 }, 9)).toBe(false);
});
