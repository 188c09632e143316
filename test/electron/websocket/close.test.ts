import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeClose, encodeClose, mayBeSent, ProtocolError } from '../../../electron/websocket/close.ts';

/** RFC 6455 §7.4 and the registry it founded, 1012–1014 included. */
function lawful(code: number): boolean {
  return (
    [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 1012, 1013, 1014].includes(code) ||
    (code >= 3000 && code < 5000)
  );
}

test('of the codes 0 to 65535 exactly the lawful ones may be sent', () => {
  for (let code = 0; code <= 65_535; code += 1) expect([code, mayBeSent(code)]).toEqual([code, lawful(code)]);
});

test('every lawful code and reason is read as it was written', () => {
  const codes = fc.oneof(
    fc.constantFrom(1000, 1001, 1002, 1003, 1007, 1014),
    fc.integer({ min: 3000, max: 4999 }),
  );
  fc.assert(
    fc.property(codes, fc.string({ unit: 'grapheme', maxLength: 20 }), (code, reason) => {
      fc.pre(Buffer.byteLength(reason) <= 123);
      expect(decodeClose(encodeClose({ code, reason }))).toEqual({ code, reason });
    }),
  );
});

test('an empty payload is a close without a code', () => {
  expect(decodeClose(Buffer.alloc(0))).toEqual({ code: 1005, reason: '' });
  expect(encodeClose({ code: 1005, reason: '' }).length).toBe(0);
});

const refused: readonly [what: string, hex: string, code: number][] = [
  ['one byte', '03', 1002],
  ['code 0', '0000', 1002],
  ['code 1005', '03ed', 1002],
  ['code 1006', '03ee', 1002],
  ['code 1015', '03f7', 1002],
  ['code 5000', '1388', 1002],
  ['a reason that is not UTF-8', '03e8c080', 1007],
];

for (const [what, hex, code] of refused) {
  test(`${what} is refused with ${code}`, () => {
    expect(() => decodeClose(Buffer.from(hex, 'hex'))).toThrow(ProtocolError);
    expect(() => decodeClose(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ code }));
  });
}

test('a code or reason that may not be sent is our own bug', () => {
  expect(() => encodeClose({ code: 1006, reason: '' })).toThrow(RangeError);
  expect(() => encodeClose({ code: 1000, reason: 'é'.repeat(62) })).toThrow(RangeError);
});
