import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeFrame, Opcode } from '../../../electron/websocket/frame.ts';
import { Protocol } from '../../../electron/websocket/protocol.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { clientClose, clientFrame, clientText } from '../../support/clients/client-frame.ts';
import { byteByByte, cutAt, everyCut, whole } from '../../support/clients/split.ts';
import { trace, traceOf } from '../../support/clients/trace.ts';

const close = (code: number, reason = '') =>
  encodeFrame(
    Opcode.close,
    Buffer.concat([Buffer.from([code >> 8, code & 255]), Buffer.from(reason)]),
  ).toString('hex');

test('a message is delivered, and nothing is written', () => {
  expect(trace([clientText('héllo')])).toEqual({ written: '', messages: ['text:héllo'], closed: undefined });
});

test('a message in one frame is delivered where it stands, without a copy', () => {
  const chunk = clientFrame({ opcode: 2, payload: Buffer.from([1, 2, 3]) });
  const [event] = new Protocol(100).receive(chunk);
  expect(event).toEqual({ type: 'message', message: { kind: 'binary', bytes: Buffer.from([1, 2, 3]) } });
  expect(event?.type === 'message' && event.message.bytes.buffer === chunk.buffer).toBe(true);
});

test('a ping between fragments is answered at once with its own payload', () => {
  const bytes = Buffer.concat([
    clientText('Hel', { fin: false }),
    clientFrame({ opcode: 9, payload: Buffer.from('p') }),
    clientFrame({ opcode: 0, payload: Buffer.from('lo') }),
  ]);
  expect(trace([bytes])).toEqual({ written: '8a0170', messages: ['text:Hello'], closed: undefined });
});

test('a pong is taken in silence', () => {
  expect(trace([clientFrame({ opcode: 10, payload: Buffer.from('x') })])).toEqual(trace([]));
});

test('a close is answered with its code, and what follows is not processed', () => {
  const bytes = Buffer.concat([clientClose(3000, 'bye'), clientText('late')]);
  expect(trace([bytes])).toEqual({
    written: '88020bb8',
    messages: [],
    closed: { code: 3000, reason: 'bye' },
  });
});

test('a close without a code is answered with one', () => {
  expect(trace([clientClose()])).toEqual({
    written: '8800',
    messages: [],
    closed: { code: 1005, reason: '' },
  });
});

test('our close waits for the answer, and messages meanwhile are dropped', () => {
  const protocol = new Protocol(100);
  expect(traceOf(protocol.close({ code: 1001, reason: '' })).written).toBe('880203e9');
  expect(protocol.close({ code: 1000, reason: '' })).toEqual([]);
  expect(protocol.receive(clientText('late'))).toEqual([]);
  expect(traceOf(protocol.receive(clientClose(1001)))).toEqual({
    written: '',
    messages: [],
    closed: { code: 1001, reason: '' },
  });
  expect(protocol.ended()).toEqual([]);
});

test('once we have said goodbye, pings are not answered', () => {
  const protocol = new Protocol(100);
  protocol.close({ code: 1001, reason: '' });
  expect(protocol.receive(clientFrame({ opcode: 9, payload: Buffer.alloc(125) }))).toEqual([]);
});

test('a stream that ends without a close is 1006', () => {
  expect(traceOf(new Protocol(100).ended()).closed).toEqual({ code: 1006, reason: '' });
});

const continuation = (more = {}) => clientFrame({ opcode: 0, payload: Buffer.from('x'), ...more });
const failures: readonly (readonly [what: string, bytes: Buffer, code: number])[] = [
  ['an unmasked frame', clientText('x', { mask: null }), 1002],
  ...[1, 2, 4, 7].map(
    (reserved) => [`reserved bits ${reserved}`, clientText('x', { reserved }), 1002] as const,
  ),
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map(
    (opcode) => [`opcode ${opcode}`, clientFrame({ opcode }), 1002] as const,
  ),
  ...[8, 9, 10].map(
    (opcode) => [`opcode ${opcode} in fragments`, clientFrame({ opcode, fin: false }), 1002] as const,
  ),
  ...[8, 9, 10].map(
    (opcode) =>
      [`opcode ${opcode} of 126 bytes`, clientFrame({ opcode, payload: Buffer.alloc(126) }), 1002] as const,
  ),
  ['a continuation of nothing', continuation(), 1002],
  ['a continuation after a whole message', Buffer.concat([clientText('a'), continuation()]), 1002],
  ['a text inside a text', Buffer.concat([clientText('a', { fin: false }), clientText('b')]), 1002],
  ['a length of 5 in two bytes', clientText('hello', { lengthBytes: 2 }), 1002],
  ['a length of 125 in two bytes', clientText('h'.repeat(125), { lengthBytes: 2 }), 1002],
  ['a length of 65535 in eight bytes', clientText('h'.repeat(65_535), { lengthBytes: 8 }), 1002],
  ['a length of 2^63', clientText('', { claim: 2n ** 63n, lengthBytes: 8 }), 1002],
  ['a length of 2^64 - 1', clientText('', { claim: 2n ** 64n - 1n, lengthBytes: 8 }), 1002],
  ['a length of 2^63 - 1', clientText('', { claim: 2n ** 63n - 1n, lengthBytes: 8 }), 1009],
  ['a length of 2^53', clientText('', { claim: 2n ** 53n, lengthBytes: 8 }), 1009],
  ['a length of 2^32', clientText('', { claim: 2n ** 32n, lengthBytes: 8 }), 1009],
  ['a length of 2^31', clientText('', { claim: 2n ** 31n, lengthBytes: 8 }), 1009],
  ['one byte over the limit', clientText('', { claim: 65_537n }), 1009],
  [
    'fragments over the limit',
    Buffer.concat([clientText('x'.repeat(40_000), { fin: false }), continuation({ claim: 30_000n })]),
    1009,
  ],
  ['text that is not UTF-8', clientFrame({ opcode: 1, payload: Buffer.from([0xc0, 0xaf]) }), 1007],
  [
    'text that ends inside a character',
    clientFrame({ opcode: 1, payload: Buffer.from('中').subarray(0, 2) }),
    1007,
  ],
  ['a close of one byte', clientFrame({ opcode: 8, payload: Buffer.from([3]) }), 1002],
  [
    'a close reason that is not UTF-8',
    clientFrame({ opcode: 8, payload: Buffer.from([3, 232, 0xff]) }),
    1007,
  ],
];

for (const [what, bytes, code] of failures) {
  test(`${what} fails the connection with ${code}, wherever the bytes are cut`, () => {
    const expected = trace(whole(Buffer.concat([bytes, clientText('late')])));
    expect(expected.closed?.code).toBe(code);
    expect(expected.written).toBe(close(code, expected.closed?.reason));
    expect(trace(byteByByte(bytes))).toEqual(expected);
    if (bytes.length < 1_000) for (const pieces of everyCut(bytes)) expect(trace(pieces)).toEqual(expected);
  });
}

test('close codes 0 to 5000 are answered or refused as RFC 6455 §7.4 says', () => {
  for (let code = 0; code <= 5_000; code += 1) {
    const lawful =
      (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
    expect([code, trace([clientClose(code)]).written]).toEqual([
      code,
      lawful ? close(code) : close(1002, 'close code not allowed'),
    ]);
  }
});

test('a bad byte fails the connection before its frame is complete', () => {
  const frame = clientFrame({ opcode: 1, payload: Buffer.from('κόσμε\u{10ffff}'.padEnd(40, '.')) });
  frame[6 + 11] = frame[6 + 11]! ^ 0xff;
  expect(trace([frame.subarray(0, 6 + 12)]).closed?.code).toBe(1007);
});

test('an empty fragment leaves nothing behind, however many there are', () => {
  const protocol = new Protocol(100);
  protocol.receive(clientText('a', { fin: false }));
  const before = process.memoryUsage();
  for (let i = 0; i < 100_000; i += 1) protocol.receive(clientFrame({ opcode: 0, fin: false }));
  const after = process.memoryUsage();
  expect(after.external + after.arrayBuffers - before.external - before.arrayBuffers).toBeLessThan(
    40_000_000,
  );
  expect(traceOf(protocol.receive(clientFrame({ opcode: 0, payload: Buffer.from('b') }))).messages).toEqual([
    'text:ab',
  ]);
});

/** Anything a client may lawfully send, and the messages in it. */
const message = fc.record({
  text: fc.boolean(),
  body: fc.string({ unit: anyCharacter, maxLength: 200 }),
  cuts: fc.array(fc.nat({ max: 400 }), { maxLength: 5 }),
  pings: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
});

test('every text in every fragmentation, with pings between, arrives as it was', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 5 }),
      fc.array(fc.nat({ max: 3_000 }), { maxLength: 8 }),
      (messages, places) => {
        const bytes = Buffer.concat(messages.flatMap(fragments));
        const expected = messages.map(({ text, body }) =>
          text ? `text:${body.toWellFormed()}` : `binary:${Buffer.from(body).toString('hex')}`,
        );
        const run = trace(whole(bytes));
        expect(run.messages).toEqual(expected);
        expect(run.closed).toBeUndefined();
        expect(trace(cutAt(bytes, places))).toEqual(run);
        expect(trace(byteByByte(bytes))).toEqual(run);
      },
    ),
    { numRuns: 300 },
  );
});

function fragments({
  text,
  body,
  cuts,
  pings,
}: {
  text: boolean;
  body: string;
  cuts: number[];
  pings: number[];
}): Buffer[] {
  const pieces = cutAt(Buffer.from(body.toWellFormed()), cuts);
  return pieces.flatMap((payload, i) => [
    clientFrame({ opcode: i > 0 ? 0 : text ? 1 : 2, payload, fin: i === pieces.length - 1 }),
    ...(pings.includes(i) ? [clientFrame({ opcode: 9, payload: Buffer.from([i]) })] : []),
  ]);
}

test('random bytes never throw, and give the same events however they are cut', () => {
  const opcode = fc.constantFrom(0, 1, 2, 8, 9, 10, 3);
  const frame = fc.record({
    opcode,
    fin: fc.boolean(),
    reserved: fc.constantFrom(0, 0, 0, 0, 0, 1),
    payload: fc.uint8Array({ maxLength: 140 }),
    mask: fc.constantFrom([1, 2, 3, 4] as const, [0, 0, 0, 0] as const, [1, 2, 3, 4] as const, null),
  });
  const input = fc.oneof(
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
    fc.array(frame, { maxLength: 8 }).map((frames) => Buffer.concat(frames.map(clientFrame))),
  );
  fc.assert(
    fc.property(input, fc.array(fc.nat({ max: 1_500 }), { maxLength: 8 }), (bytes, places) => {
      const expected = trace(whole(bytes), 200);
      expect(trace(byteByByte(bytes), 200)).toEqual(expected);
      expect(trace(cutAt(bytes, places), 200)).toEqual(expected);
    }),
    { numRuns: 2_000 },
  );
});
