import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MaskedChunk } from '../../../electron/websocket/mask.ts';

test('every length, place in memory and phase unmasks as byte by byte', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      fc.uint8Array({ minLength: 4, maxLength: 4 }),
      fc.nat({ max: 7 }),
      fc.nat({ max: 1_000_000 }),
      fc.constantFrom(0, 300),
      (payload, key, offset, phase, behind) => {
        const memory = Buffer.alloc(8 + offset + payload.length + behind, 0xee);
        const bytes = memory.subarray(offset % 8);
        bytes.set(payload, offset);
        new MaskedChunk(bytes).unmask(
          offset,
          offset + payload.length,
          Buffer.from(key).readUInt32BE(0),
          phase,
        );
        const expected = payload.map((byte, i) => byte ^ key[(phase + i) % 4]!);
        expect(bytes.subarray(offset, offset + payload.length)).toEqual(Buffer.from(expected));
        // Its neighbours are another frame's.
        expect(bytes.subarray(0, offset).every((byte) => byte === 0xee)).toBe(true);
        expect(bytes.subarray(offset + payload.length).every((byte) => byte === 0xee)).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});
