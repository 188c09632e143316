import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, headLength, Opcode, readHead } from '../../../electron/websocket/frame.ts';
import { clientFrame, serverFrames } from '../../support/client-frame.ts';

const heads: readonly [length: number, head: string][] = [
  [0, '8100'],
  [1, '8101'],
  [125, '817d'],
  [126, '817e007e'],
  [127, '817e007f'],
  [65_535, '817effff'],
  [65_536, '817f0000000000010000'],
];

for (const [length, head] of heads) {
  test(`a payload of ${length} bytes is framed in the shortest form`, () => {
    const frame = encodeFrame(Opcode.text, Buffer.alloc(length, 0x61));
    expect(frame.subarray(0, head.length / 2).toString('hex')).toBe(head);
    expect(frame.length).toBe(head.length / 2 + length);
    expect(frame.subarray(head.length / 2).equals(Buffer.alloc(length, 0x61))).toBe(true);
  });
}

test('any text comes out of a frame as it went in', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      const { frames, rest } = serverFrames(encodeFrame(Opcode.text, text));
      expect(rest.length).toBe(0);
      expect(frames).toEqual([{ opcode: 1, payload: Buffer.from(text, 'utf8') }]);
    }),
  );
});

test('a lawful head is read as it was written', () => {
  fc.assert(
    fc.property(fc.constantFrom(0, 1, 2), fc.boolean(), fc.nat({ max: 70_000 }), (opcode, fin, length) => {
      const bytes = clientFrame({ opcode, fin, claim: BigInt(length) });
      expect(headLength(bytes, 0)).toBe(bytes.length);
      expect(readHead(bytes, 0)).toEqual({ fin, opcode, length });
    }),
  );
});
