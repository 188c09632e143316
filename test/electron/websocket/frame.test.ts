import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { encodeFrame, headLength, joinFrames, Opcode, readHead } from '../../../electron/websocket/frame.ts';
import { Scratch } from '../../../electron/websocket/scratch.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { clientFrame, serverFrames } from '../../support/clients/client-frame.ts';

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
    fc.property(fc.string({ unit: anyCharacter, maxLength: 300 }), (text) => {
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

/** No byte of anything that is sent here, in a head or as UTF-8: it never occurs in either. */
const POISON = 0xfe;

test('nothing of what memory held before leaves in a frame, whatever is framed', () => {
  const allocate = vi
    .spyOn(Buffer, 'allocUnsafeSlow')
    .mockImplementation((length) => Buffer.alloc(length, POISON));
  onTestFinished(() => allocate.mockRestore());
  const scratch = new Scratch();
  const text = fc.oneof(
    fc.string({ unit: anyCharacter, maxLength: 300 }),
    // Halves of characters, which no UTF-8 has: both their length and what is written are of U+FFFD.
    fc
      .array(fc.constantFrom('\ud83d', '\ude00', 'é', '中'), { maxLength: 60 })
      .map((units) => units.join('')),
    fc.constantFrom(125, 126, 65_535, 65_536).map((length) => 'x'.repeat(length)),
  );
  const outgoing = fc.oneof(
    text,
    text.map((each) => ({ kind: 'binary' as const, bytes: Buffer.from(each) })),
    text.map((each) => encodeFrame(Opcode.ping, Buffer.from(each.slice(0, 30)))),
  );
  fc.assert(
    fc.property(fc.array(outgoing, { minLength: 1, maxLength: 4 }), (frames) => {
      for (const bytes of [joinFrames(frames), scratch.join(frames)]) {
        const { frames: sent, rest } = serverFrames(bytes);
        expect(rest).toHaveLength(0);
        for (const { payload } of sent) expect(payload.includes(POISON)).toBe(false);
      }
    }),
  );
  expect(allocate.mock.calls.length).toBeGreaterThan(100);
});

test('what is no Buffer is refused, not sent as as many bytes of something else', () => {
  for (const other of [
    new Uint16Array(8),
    new Float64Array(3),
    new DataView(new ArrayBuffer(9)),
    [1, 2],
    {},
    7,
    null,
  ])
    expect(() => encodeFrame(Opcode.binary, other as unknown as Buffer)).toThrow();
});
