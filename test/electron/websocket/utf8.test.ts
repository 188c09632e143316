import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Utf8Stream } from '../../../electron/websocket/utf8.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { byteByByte, cutAt, everyCut } from '../../support/clients/split.ts';

function isText(pieces: readonly Buffer[]): boolean {
  const stream = new Utf8Stream();
  return pieces.every((piece) => stream.push(piece)) && stream.complete;
}

const characters = [
  'a',
  '\u007f',
  '\u0080',
  'ß',
  '\u07ff',
  '\u0800',
  '中',
  '\ud7ff',
  '\ue000',
  '\uffff',
  '\u{10000}',
  '😀',
  '\u{10ffff}',
];

for (const character of characters) {
  test(`U+${character.codePointAt(0)!.toString(16)} is text however it is cut`, () => {
    for (const pieces of everyCut(Buffer.from(`x${character}y`))) expect(isText(pieces)).toBe(true);
  });
}

/** The first byte from which nothing can make it text again. */
const broken: readonly [what: string, hex: string, wrongAt: number][] = [
  ['a lone continuation byte', '6180', 1],
  ['an overlong slash', 'c0af', 0],
  ['an overlong NUL in three bytes', 'e08080', 1],
  ['an overlong in four bytes', 'f08080af', 1],
  ['a high surrogate', 'eda080', 1],
  ['a low surrogate', 'edbfbf', 1],
  ['past U+10FFFF', 'f4908080', 1],
  ['a five-byte sequence', 'f888808080', 0],
  ['FE', 'fe', 0],
  ['FF', 'ff', 0],
  ['a character cut off by another', 'e4b8e4b8ad', 2],
];

for (const [what, hex, wrongAt] of broken) {
  test(`${what} is refused at its first wrong byte`, () => {
    const stream = new Utf8Stream();
    const verdicts = byteByByte(Buffer.from(hex, 'hex')).map((byte) => stream.push(byte));
    expect(verdicts.indexOf(false)).toBe(wrongAt);
    for (const pieces of everyCut(Buffer.from(hex, 'hex'))) expect(isText(pieces)).toBe(false);
  });
}

test('a text may not end inside a character', () => {
  const bytes = Buffer.from('中');
  expect(isText([bytes.subarray(0, 2)])).toBe(false);
});

test('any bytes, cut anywhere, are text exactly if they are as a whole', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 40 }),
    fc.string({ unit: anyCharacter, maxLength: 20 }).map((text) => new Uint8Array(Buffer.from(text, 'utf8'))),
  );
  fc.assert(
    fc.property(bytes, fc.array(fc.nat({ max: 80 }), { maxLength: 6 }), (input, places) => {
      const buffer = Buffer.from(input);
      expect(isText(cutAt(buffer, places))).toBe(isUtf8(buffer));
    }),
    { numRuns: 1_000 },
  );
});
