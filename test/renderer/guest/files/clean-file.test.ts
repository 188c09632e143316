import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanFile } from '../../../../renderer/guest/files/clean-file.ts';

const PLACE = Buffer.from('+48.8577+002.2950+035/');
const XYZ = '\u00a9xyz';

function box(type: string | number, ...inside: Uint8Array[]): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + inside.reduce((sum, { length }) => sum + length, 0));
  if (typeof type === 'number') head.writeUInt32BE(type, 4);
  else head.write(type, 4, 'latin1');
  return Buffer.concat([head, ...inside]);
}

/** A box with a 64-bit length. */
function longBox(type: string, inside: Uint8Array): Buffer {
  const head = Buffer.alloc(16);
  head.writeUInt32BE(1);
  head.write(type, 4, 'latin1');
  head.writeBigUInt64BE(BigInt(16 + inside.length), 8);
  return Buffer.concat([head, inside]);
}

const dataBox = (value: Uint8Array) => box('data', Buffer.from('0000000100000000', 'hex'), value);
const hdlr = box('hdlr', Buffer.alloc(24));
const keys = (...names: string[]) =>
  box(
    'keys',
    Buffer.from([0, 0, 0, 0, 0, 0, 0, names.length]),
    ...names.map((name) => box('mdta', Buffer.from(name))),
  );
const ilst = (...items: [number | string, Uint8Array][]) =>
  box('ilst', ...items.map(([type, value]) => box(type, dataBox(value))));

const MAKE = Buffer.from('Maker');
const itif = box('itif', Buffer.alloc(8));
const named = box('name', Buffer.alloc(4), MAKE);
const LOCATION = 'com.apple.quicktime.location.ISO6709';
/** Every way to store a location, and the same without one. */
const ways: Record<string, (place: Uint8Array | undefined) => Buffer> = {
  'QuickTime and Android': (place) =>
    box(
      'udta',
      box('\u00a9mak', MAKE),
      box(place ? XYZ : 'free', place ?? Buffer.alloc(PLACE.length)),
      Buffer.alloc(4),
    ),
  '3GPP': (place) =>
    box(
      'trak',
      box('tkhd', MAKE),
      box('udta', box(place ? 'loci' : 'free', place ?? Buffer.alloc(PLACE.length))),
    ),
  Apple: (place) =>
    box(
      'meta',
      hdlr,
      keys('com.apple.quicktime.make', LOCATION),
      ilst([1, MAKE], [2, place ?? blank(PLACE)]),
    ),
  'the same, in a full box': (place) =>
    box(
      'meta',
      Buffer.alloc(4),
      hdlr,
      keys(LOCATION, 'com.apple.quicktime.make'),
      ilst([1, place ?? blank(PLACE)], [2, MAKE]),
    ),
  'an item of many values and a name': (place) =>
    box(
      'meta',
      hdlr,
      box('ilst', box(1, itif, named, dataBox(place ?? blank(PLACE)), dataBox(place ?? blank(PLACE)))),
      keys(LOCATION),
    ),
};
const blank = (bytes: Uint8Array) => Buffer.alloc(bytes.length, ' ');

const noise = fc.uint8Array({ maxLength: 500 });
const where = fc.record({ before: noise, after: noise, mdat: noise, last: fc.boolean(), long: fc.boolean() });
interface Where {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
  readonly mdat: Uint8Array;
  readonly last: boolean;
  readonly long: boolean;
}

/** A video with the given box in its header, which may come first or last. */
function video(inside: Buffer, { before, after, mdat, last, long }: Where): Buffer {
  const moov = box('moov', box('mvhd', before), inside, box('free', after));
  const filmed = long ? longBox('mdat', mdat) : box('mdat', mdat);
  return Buffer.concat([
    box('ftyp', Buffer.from('isom\0\0\0\0')),
    ...(last ? [filmed, moov] : [moov, filmed]),
  ]);
}

const cleaned = async (bytes: Uint8Array<ArrayBuffer>) => {
  const { body, locationRemoved } = await cleanFile(new Blob([bytes]));
  return { bytes: Buffer.from(await body.arrayBuffer()), locationRemoved };
};

test.each(Object.entries(ways))(
  'removes the location stored as %s from a video, and not one byte more',
  async (_, way) => {
    await fc.assert(
      fc.asyncProperty(where, async (around) => {
        const after = await cleaned(Buffer.from(video(way(PLACE), around)));
        expect(after.locationRemoved).toBe(true);
        expect(after.bytes.equals(video(way(undefined), around))).toBe(true);
        expect((await cleaned(Buffer.from(after.bytes))).locationRemoved).toBe(false);
      }),
    );
  },
);

test('removes the XMP location from a video', async () => {
  const xmp = (value: string) =>
    box('uuid', Buffer.from(`<x:xmpmeta exif:GPSLatitude="${value}"></x:xmpmeta>`));
  const head = box('ftyp', Buffer.from('qt  \0\0\0\0'));
  const after = await cleaned(Buffer.concat([head, xmp('48,51.5N')]));
  expect(after.bytes.equals(Buffer.concat([head, xmp('        ')]))).toBe(true);
});

test('removes a location outside the header of a video', async () => {
  const whole = (place: Uint8Array) =>
    Buffer.concat([
      box('ftyp', Buffer.from('isom\0\0\0\0')),
      box('meta', Buffer.alloc(4), hdlr, keys(LOCATION), ilst([1, place])),
      box('moof', box('meta', Buffer.alloc(4), hdlr, keys(LOCATION), ilst([1, place]))),
      box('mdat', MAKE),
    ]);
  const after = await cleaned(whole(PLACE));
  expect(after.locationRemoved).toBe(true);
  expect(after.bytes.equals(whole(blank(PLACE)))).toBe(true);
});

test('leaves videos without a location, truncated videos and other files unchanged', async () => {
  const begun = video(ways['Apple']!(undefined), {
    before: MAKE,
    after: MAKE,
    mdat: MAKE,
    last: true,
    long: false,
  });
  await fc.assert(
    fc.asyncProperty(fc.nat(begun.length), fc.uint8Array({ maxLength: 60 }), async (cut, rest) => {
      const before = Buffer.concat([begun.subarray(0, cut), rest]);
      const after = await cleaned(Buffer.from(before));
      expect(after.bytes.length).toBe(before.length);
      expect(after.locationRemoved || after.bytes.equals(before)).toBe(true);
    }),
  );
});
