import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32, isPhoto, removeLocation } from '../../../../renderer/guest/files/photo-location.ts';

type Field = readonly [tag: number, type: number, count: number, value: Buffer];
const GPS_POINTER = 0x8825;
const SECRET = Buffer.from('A place nobody should know of');

/** A TIFF block with one IFD, followed by a GPS IFD. */
function tiffOf(little: boolean, fields: readonly (readonly [number, number])[], gps: boolean): Buffer {
  const u16 = (value: number) => {
    const bytes = Buffer.alloc(2);
    if (little) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  };
  const u32 = (value: number) => {
    const bytes = Buffer.alloc(4);
    if (little) bytes.writeUInt32LE(value);
    else bytes.writeUInt32BE(value);
    return bytes;
  };
  const field = ([tag, type, count, value]: Field) => Buffer.concat([u16(tag), u16(type), u32(count), value]);
  const main: Field[] = fields.map(([tag, value]) => [tag, 3, 1, Buffer.concat([u16(value), u16(0)])]);
  const count = main.length + (gps ? 1 : 0);
  const behind = 8 + 2 + count * 12 + 4;
  if (gps) main.push([GPS_POINTER, 4, 1, u32(behind)]);
  main.sort(([a], [b]) => a - b);
  const secretAt = behind + 2 + 12 + 4;
  const place = gps
    ? [
        u16(1),
        field([2, 5, SECRET.length >> 3, u32(secretAt)]),
        u32(0),
        SECRET.subarray(0, SECRET.length & ~7),
      ]
    : [];
  const head = [Buffer.from(little ? 'II*\0' : 'MM\0*', 'latin1'), u32(8)];
  return Buffer.concat([...head, u16(count), ...main.map(field), u32(0), ...place]);
}

/** The values of an IFD by tag; throws if it does not end where it should. */
function readIfd(tiff: Buffer, little: boolean): Map<number, number> {
  const u16 = (at: number) => (little ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const count = u16(8);
  const all = Array.from({ length: count }, (_, i) => [u16(10 + i * 12), u16(10 + i * 12 + 8)] as const);
  expect(tiff.subarray(10 + count * 12, 14 + count * 12)).toEqual(Buffer.alloc(4));
  return new Map(all);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const options = Buffer.alloc(8);
  options.writeUInt32BE(data.length, 0);
  options.writeUInt32BE(zlibCrc32(named), 4);
  return Buffer.concat([options.subarray(0, 4), named, options.subarray(4)]);
}

const PNG_HEAD = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const jpegOf = (exif: Buffer, rest: Buffer) => {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 8);
  return Buffer.concat([
    Buffer.from('ffd8ffe1', 'hex'),
    length,
    Buffer.from('Exif\0\0', 'latin1'),
    exif,
    rest,
  ]);
};
const containers: Record<string, (tiff: Buffer, rest: Buffer) => Buffer> = {
  JPEG: jpegOf,
  'a JPEG with a second picture': (tiff, rest) =>
    Buffer.concat([jpegOf(Buffer.alloc(0), rest), jpegOf(tiff, rest)]),
  TIFF: (tiff, rest) => Buffer.concat([tiff, rest]),
  WebP: (tiff, rest) =>
    Buffer.concat([
      Buffer.from('RIFF\0\0\0\0WEBPVP8X', 'latin1'),
      rest,
      Buffer.from('EXIF\0\0\0\0', 'latin1'),
      tiff,
    ]),
  HEIC: (tiff, rest) =>
    Buffer.concat([Buffer.from('\0\0\0\x18ftypheic', 'latin1'), rest, Buffer.alloc(4), tiff, rest]),
  PNG: (tiff, rest) =>
    Buffer.concat([PNG_HEAD, chunk('IHDR', Buffer.alloc(13)), chunk('eXIf', tiff), chunk('IDAT', rest)]),
};

/** Two bytes each, ascending, and none that points to a location. */
const someFields = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 0xffff }), fc.nat(0xffff)), {
    selector: ([tag]) => tag,
    maxLength: 20,
  })
  .map((fields) => fields.filter(([tag]) => tag !== GPS_POINTER).sort(([a], [b]) => a - b));
const noise = fc.uint8Array({ maxLength: 2_000 }).map((bytes) => Buffer.from(bytes));

test.each(Object.entries(containers))('removes only the location from %s', (_, contain) => {
  fc.assert(
    fc.property(fc.boolean(), someFields, noise, (little, fields, rest) => {
      const tiff = tiffOf(little, fields, true);
      const before = contain(tiff, rest);
      const at = before.indexOf(tiff);
      const after = Buffer.from(before);
      expect(isPhoto(after.subarray(0, 16))).toBe(true);
      expect(removeLocation(after)).toBe(true);
      expect(after.length).toBe(before.length);
      expect(after.includes(SECRET.subarray(0, 8))).toBe(false);
      expect(readIfd(after.subarray(at), little)).toEqual(new Map(fields));
      const isPng = before.subarray(0, 8).equals(PNG_HEAD);
      const end = at + tiff.length + (isPng ? 4 : 0);
      expect(after.subarray(0, at).equals(before.subarray(0, at))).toBe(true);
      expect(after.subarray(end).equals(before.subarray(end))).toBe(true);
      if (isPng)
        expect(after.readUInt32BE(at + tiff.length)).toBe(
          zlibCrc32(after.subarray(at - 4, at + tiff.length)),
        );
      expect(removeLocation(after)).toBe(false);
    }),
  );
});

test('leaves a photo without a location unchanged', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.values(containers)),
      fc.boolean(),
      someFields,
      noise,
      (contain, little, fields, rest) => {
        const before = contain(tiffOf(little, fields, false), rest);
        const after = Buffer.from(before);
        expect(removeLocation(after)).toBe(false);
        expect(after.equals(before)).toBe(true);
      },
    ),
  );
});

test('terminates on any bytes and keeps their length', () => {
  const heads = fc.constantFrom(
    '\xff\xd8\xff',
    '\x89PNG\r\n\x1a\n',
    'II*\0',
    'MM\0*',
    'II*\0\x08\0\0\0\x01\0\x25\x88\x04\0',
    '',
  );
  fc.assert(
    fc.property(heads, fc.uint8Array({ maxLength: 300 }), (head, rest) => {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), rest]);
      const { length } = bytes;
      removeLocation(bytes);
      expect(bytes.length).toBe(length);
    }),
  );
});

test('blanks the location in XMP and keeps the rest', () => {
  const xmp =
    '<x:xmpmeta><rdf:Description exif:GPSLatitude="48,51.5N" tiff:Make="Maker" exif:GPSLongitude=\'2,17E\'>' +
    '<exif:GPSAltitude>35/1</exif:GPSAltitude><dc:title>GPS 48</dc:title></rdf:Description></x:xmpmeta>';
  const bytes = Buffer.from(`\xff\xd8\xff\xe1${xmp}pixels`, 'latin1');
  expect(removeLocation(bytes)).toBe(true);
  expect(bytes.toString('latin1').slice(4)).toBe(
    '<x:xmpmeta><rdf:Description exif:GPSLatitude="        " tiff:Make="Maker" exif:GPSLongitude=\'     \'>' +
      '<exif:GPSAltitude>    </exif:GPSAltitude><dc:title>GPS 48</dc:title></rdf:Description></x:xmpmeta>pixels',
  );
});

test.each(['zTXt', 'tEXt', 'iTXt'])(
  'a PNG profile in %s, which may be compressed, becomes an empty comment',
  (type) => {
    const profile = Buffer.from('Raw profile type exif\0\0packed', 'latin1');
    const bytes = Buffer.concat([PNG_HEAD, chunk(type, profile), chunk('IEND', Buffer.alloc(0))]);
    expect(removeLocation(bytes)).toBe(true);
    const comment = Buffer.concat([Buffer.from('Comment\0'), Buffer.alloc(profile.length - 8, ' ')]);
    expect(
      bytes.equals(Buffer.concat([PNG_HEAD, chunk('tEXt', comment), chunk('IEND', Buffer.alloc(0))])),
    ).toBe(true);
  },
);

test('computes the same checksum as zlib', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => crc32(bytes) === zlibCrc32(bytes)));
});
