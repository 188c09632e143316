/**
 * What a server that echoes must do with a session, as a table: the cases that the field's fuzzing client asks in
 * its groups 1 to 7 and 10 (its group 9, by size, is in the test). Each session is bytes in the pieces in which
 * they are sent; the answer is the frames that must come back, in order, and how the connection ends.
 */
import { clientClose, clientFrame, clientText } from './client-frame.ts';
import { byteByByte } from './split.ts';

export interface Case {
  readonly name: string;
  /** Sent one after the other, each in a segment of its own. */
  readonly send: readonly Buffer[];
  /** `text:…`, `binary:HEX`, `pong:HEX`, in order. */
  readonly expect: readonly string[];
  /** The code of the server's close frame; 1005 for one without. `undefined`: it stays open, and closes well. */
  readonly close?: number;
}

const hex = (text: string) => Buffer.from(text).toString('hex');
const text = (payload: string, more = {}) => clientText(payload, more);
const binary = (payload: Buffer, more = {}) => clientFrame({ opcode: 2, payload, ...more });
const ping = (payload = '') => clientFrame({ opcode: 9, payload: Buffer.from(payload) });
const pong = (payload = '') => clientFrame({ opcode: 10, payload: Buffer.from(payload) });
const more = (payload: string | Buffer, last = false) =>
  clientFrame({ opcode: 0, fin: last, payload: Buffer.from(payload) });
const raw = (opcode: number, payload: Buffer, fin = true) => clientFrame({ opcode, payload, fin });
const chopped = (bytes: Buffer, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size));

const LENGTHS = [0, 125, 126, 127, 128, 65_535, 65_536];

function framing(): Case[] {
  return LENGTHS.flatMap((length, i) => {
    const letters = '*'.repeat(length);
    const bytes = Buffer.alloc(length, 0xfe);
    return [
      { name: `1.1.${i + 1} text of ${length}`, send: [text(letters)], expect: [`text:${letters}`] },
      {
        name: `1.2.${i + 1} binary of ${length}`,
        send: [binary(bytes)],
        expect: [`binary:${bytes.toString('hex')}`],
      },
      {
        name: `1.1.8 text of ${length} in pieces`,
        send: chopped(text(letters), 997),
        expect: [`text:${letters}`],
      },
      {
        name: `1.2.8 binary of ${length} in pieces`,
        send: chopped(binary(bytes), 997),
        expect: [`binary:${bytes.toString('hex')}`],
      },
    ];
  });
}

function pings(): Case[] {
  const odd = Buffer.from('00ff feff'.replace(' ', ''), 'hex');
  const long = Buffer.alloc(125, 0xfe);
  const ten = Array.from({ length: 10 }, (_, i) => `payload-${i}`);
  const pongs = ten.map((payload) => `pong:${hex(payload)}`);
  return [
    { name: '2.1 empty ping', send: [ping()], expect: ['pong:'] },
    { name: '2.2 ping with text', send: [ping('Hello, world!')], expect: [`pong:${hex('Hello, world!')}`] },
    { name: '2.3 ping with bytes', send: [raw(9, odd)], expect: [`pong:${odd.toString('hex')}`] },
    { name: '2.4 ping of 125', send: [raw(9, long)], expect: [`pong:${long.toString('hex')}`] },
    { name: '2.5 ping of 126', send: [raw(9, Buffer.alloc(126, 0xfe))], expect: [], close: 1002 },
    {
      name: '2.6 ping of 125 by bytes',
      send: byteByByte(raw(9, long)),
      expect: [`pong:${long.toString('hex')}`],
    },
    { name: '2.7 unsolicited pong', send: [pong()], expect: [] },
    { name: '2.8 unsolicited pong with text', send: [pong('unsolicited')], expect: [] },
    { name: '2.9 pong, then ping', send: [pong('x'), ping('y')], expect: [`pong:${hex('y')}`] },
    { name: '2.10 ten pings', send: ten.map((payload) => ping(payload)), expect: pongs },
    {
      name: '2.11 ten pings by bytes',
      send: ten.flatMap((payload) => byteByByte(ping(payload))),
      expect: pongs,
    },
  ];
}

function reserved(): Case[] {
  const bits = [1, 2, 3, 4, 5, 6, 7];
  const before = [text('first')];
  return [
    ...bits.flatMap((bit) => [
      {
        name: `3.${bit} text`,
        send: [...before, text('x', { reserved: bit }), ping()],
        expect: ['text:first'],
        close: 1002,
      },
      {
        name: `3.${bit} empty ping`,
        send: [clientFrame({ opcode: 9, reserved: bit })],
        expect: [],
        close: 1002,
      },
      { name: `3.${bit} close`, send: [clientFrame({ opcode: 8, reserved: bit })], expect: [], close: 1002 },
      { name: `3.${bit} by bytes`, send: byteByByte(text('x', { reserved: bit })), expect: [], close: 1002 },
    ]),
    ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].flatMap((opcode) => [
      { name: `4 opcode ${opcode}, empty`, send: [clientFrame({ opcode })], expect: [], close: 1002 },
      {
        name: `4 opcode ${opcode} after a text`,
        send: [...before, raw(opcode, Buffer.from('x')), ping()],
        expect: ['text:first'],
        close: 1002,
      },
    ]),
  ];
}

function fragments(): Case[] {
  const open = text('fragment1', { fin: false });
  const whole = ['text:fragment1fragment2'];
  return [
    {
      name: '5.1 ping in fragments',
      send: [raw(9, Buffer.from('a'), false), more('b', true)],
      expect: [],
      close: 1002,
    },
    {
      name: '5.2 pong in fragments',
      send: [raw(10, Buffer.from('a'), false), more('b', true)],
      expect: [],
      close: 1002,
    },
    { name: '5.3 in two', send: [Buffer.concat([open, more('fragment2', true)])], expect: whole },
    { name: '5.4 in two segments', send: [open, more('fragment2', true)], expect: whole },
    { name: '5.5 by bytes', send: byteByByte(Buffer.concat([open, more('fragment2', true)])), expect: whole },
    {
      name: '5.6 a ping between',
      send: [open, ping('p'), more('fragment2', true)],
      expect: [`pong:${hex('p')}`, ...whole],
    },
    {
      name: '5.8 a ping between, by bytes',
      send: byteByByte(Buffer.concat([open, ping('p'), more('fragment2', true)])),
      expect: [`pong:${hex('p')}`, ...whole],
    },
    {
      name: '5.9 a last continuation of nothing',
      send: [more('x', true), text('y')],
      expect: [],
      close: 1002,
    },
    { name: '5.12 a continuation of nothing', send: [more('x'), text('y')], expect: [], close: 1002 },
    {
      name: '5.15 a continuation after a message',
      send: [open, more('fragment2', true), more('x'), text('y')],
      expect: whole,
      close: 1002,
    },
    {
      name: '5.16 a continuation, then a text, twice',
      send: [more('x'), text('y', { fin: false })],
      expect: [],
      close: 1002,
    },
    { name: '5.18 a text inside a text', send: [open, text('fragment2')], expect: [], close: 1002 },
    {
      name: '5.19 five with pings between',
      send: [open, more('2'), ping('a'), more('3'), more('4'), ping('b'), more('5', true)],
      expect: [`pong:${hex('a')}`, `pong:${hex('b')}`, 'text:fragment12345'],
    },
    { name: '6.1.1 empty', send: [text('')], expect: ['text:'] },
    {
      name: '6.1.2 three empty ones',
      send: [text('', { fin: false }), more(''), more('', true)],
      expect: ['text:'],
    },
    {
      name: '6.1.3 the middle one full',
      send: [text('', { fin: false }), more('mid'), more('', true)],
      expect: ['text:mid'],
    },
    {
      name: '10.1.1 in pieces of 1300',
      send: inPieces('*'.repeat(65_536), 1_300),
      expect: [`text:${'*'.repeat(65_536)}`],
    },
  ];
}

function inPieces(payload: string, size: number): Buffer[] {
  const pieces = chopped(Buffer.from(payload), size);
  return pieces.map((piece, i) => raw(i === 0 ? 1 : 0, piece, i === pieces.length - 1));
}

const GOOD_TEXT = [
  'κόσμε',
  'Hello-µ@ßöäüàá-UTF-8!!',
  '\u0000',
  '\u0080',
  '\u07ff',
  '\u0800',
  '\ud7ff',
  '\ue000',
  '\ufffd',
  '\ufffe',
  '\uffff',
  '\u{10000}',
  '\u{1fffe}',
  '\u{10ffff}',
];
const BAD_TEXT = [
  'cebae1bdb9cf83cebcceb5eda080656469746564',
  'f4908080',
  '80',
  'bf',
  '8080',
  'c0',
  'c220',
  'e08020',
  'e4bd',
  'f08f8080',
  'c0af',
  'e080af',
  'f08080af',
  'f8808080af',
  'fc8080808080',
  'fe',
  'ff',
  'eda080',
  'edbfbf',
  'eda080edb080',
];

function utf8(): Case[] {
  return [
    ...GOOD_TEXT.flatMap((payload) => [
      {
        name: `6 U+${payload.codePointAt(0)?.toString(16)}`,
        send: [text(payload)],
        expect: [`text:${payload}`],
      },
      {
        name: `6 U+${payload.codePointAt(0)?.toString(16)} by bytes`,
        send: byteByByte(text(payload)),
        expect: [`text:${payload}`],
      },
      {
        name: `6 U+${payload.codePointAt(0)?.toString(16)} in fragments of a byte`,
        send: inPieces(payload, 1),
        expect: [`text:${payload}`],
      },
    ]),
    ...BAD_TEXT.flatMap((bad) => {
      const bytes = Buffer.from(bad, 'hex');
      return [
        { name: `6 bytes ${bad}`, send: [raw(1, bytes)], expect: [], close: 1007 },
        { name: `6 bytes ${bad} by bytes`, send: byteByByte(raw(1, bytes)), expect: [], close: 1007 },
        {
          name: `6 bytes ${bad} in two`,
          send: [raw(1, bytes.subarray(0, 1), false), raw(0, bytes.subarray(1))],
          expect: [],
          close: 1007,
        },
      ];
    }),
    // The rest of the message is never sent: it must fail without it.
    {
      name: '6.4.1 fails at the second fragment',
      send: [text('κόσμε', { fin: false }), raw(0, Buffer.from('f4908080', 'hex'), false)],
      expect: [],
      close: 1007,
    },
    {
      name: '6.4.3 fails inside a frame',
      send: chopped(raw(1, Buffer.from(`cebae1bdb9cf83cebcceb5f4908080${hex('edited')}`, 'hex')), 21).slice(
        0,
        1,
      ),
      expect: [],
      close: 1007,
    },
  ];
}

const LAWFUL_CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1010, 1011, 3000, 3999, 4000, 4999];
const UNLAWFUL_CODES = [0, 999, 1004, 1005, 1006, 1016, 1100, 2000, 2999, 5000, 65_535];

function closing(): Case[] {
  return [
    {
      name: '7.1.1 a message, then a close',
      send: [text('Hello'), clientClose(1000)],
      expect: ['text:Hello'],
      close: 1000,
    },
    {
      name: '7.1.2 two closes',
      send: [Buffer.concat([clientClose(1000), clientClose(1000)])],
      expect: [],
      close: 1000,
    },
    {
      name: '7.1.3 a close, then a ping',
      send: [Buffer.concat([clientClose(1000), ping('late')])],
      expect: [],
      close: 1000,
    },
    {
      name: '7.1.4 a close, then a text',
      send: [Buffer.concat([clientClose(1000), text('late')])],
      expect: [],
      close: 1000,
    },
    {
      name: '7.1.5 a close inside a message',
      send: [Buffer.concat([text('a', { fin: false }), clientClose(1000), more('b', true)])],
      expect: [],
      close: 1000,
    },
    { name: '7.3.1 no code', send: [clientClose()], expect: [], close: 1005 },
    { name: '7.3.2 half a code', send: [raw(8, Buffer.from([3]))], expect: [], close: 1002 },
    { name: '7.3.4 a reason', send: [clientClose(1000, 'Hello World!')], expect: [], close: 1000 },
    { name: '7.3.5 a reason of 123', send: [clientClose(1000, '*'.repeat(123))], expect: [], close: 1000 },
    { name: '7.3.6 a reason of 124', send: [clientClose(1000, '*'.repeat(124))], expect: [], close: 1002 },
    {
      name: '7.5.1 a reason that is not UTF-8',
      send: [raw(8, Buffer.from('03e8cebae1bdb9cf83cebcceb5eda080656469746564', 'hex'))],
      expect: [],
      close: 1007,
    },
    ...LAWFUL_CODES.map((code) => ({
      name: `7.7 code ${code}`,
      send: [clientClose(code)],
      expect: [],
      close: code,
    })),
    ...UNLAWFUL_CODES.flatMap((code) => [
      { name: `7.9 code ${code}`, send: [clientClose(code)], expect: [], close: 1002 },
      {
        name: `7.9 code ${code} with a reason`,
        send: [clientClose(code, 'reason')],
        expect: [],
        close: 1002,
      },
    ]),
  ];
}

export const CASES: readonly Case[] = [
  ...framing(),
  ...pings(),
  ...reserved(),
  ...fragments(),
  ...utf8(),
  ...closing(),
];
