import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../../contract/model/entry.ts';
import type { Person } from '../../../../contract/model/person.ts';
import { LOBBY } from '../../../../contract/model/room.ts';
import { plainLine, plainName, plainNotice } from '../../../../electron/chat/text/plain-text.ts';
import { anyCharacter } from '../../../support/any-character.ts';

const LINK = 'http://10.0.0.2:8080';
/** On the host's own clock, whatever its time zone. */
const AT = new Date(2026, 10, 22, 7, 5, 9).getTime();
const STAMP = { room: LOBBY, seq: 1, at: AT };

const plain = (address: string, port = 50_123): Person => ({
  id: '1',
  name: plainName(address, port),
  role: 'guest',
  via: 'plain',
});
const ada: Person = { id: '2', name: 'Ada: [x]', role: 'guest', via: 'page' };
const host: Person = { id: 'host', name: 'Host', role: 'host', via: 'console' };

test.each<[string, Entry, string | undefined]>([
  [
    'a coming is greeted by its address',
    { ...STAMP, type: 'joined', person: plain('10.0.0.7') },
    'Welcome 10.0.0.7 !',
  ],
  [
    'a coming over IPv6 is greeted without brackets',
    { ...STAMP, type: 'joined', person: plain('fd00::7') },
    'Welcome fd00::7 !',
  ],
  [
    'a coming from the page is greeted by the chosen name',
    { ...STAMP, type: 'joined', person: ada },
    'Welcome Ada: [x] !',
  ],
  [
    'a message with files has each on a line of its own',
    {
      ...STAMP,
      type: 'message',
      from: ada,
      text: 'look',
      files: [
        { id: 'f1', name: 'a b.pdf', bytes: 1 },
        { id: 'f2', name: '', bytes: 1 },
      ],
    },
    `07:05:09 Ada: [x] say: look\n\ta b.pdf ${LINK}/files/f1\n\t${LINK}/files/f2`,
  ],
  [
    'a file without a word is the word',
    { ...STAMP, type: 'message', from: ada, text: '', files: [{ id: 'f1', name: 'a b.pdf', bytes: 1 }] },
    `07:05:09 Ada: [x] say: a b.pdf ${LINK}/files/f1`,
  ],
  [
    'a message carries time, address and port',
    { ...STAMP, type: 'message', from: plain('10.0.0.7'), text: 'hi  there ' },
    '07:05:09 10.0.0.7:50123 say: hi  there ',
  ],
  [
    'a message over IPv6 carries the address in brackets',
    { ...STAMP, type: 'message', from: plain('::1'), text: 'hi' },
    '07:05:09 [::1]:50123 say: hi',
  ],
  [
    'a message from the page carries the chosen name',
    { ...STAMP, type: 'message', from: ada, text: 'hi', ref: 'r' },
    '07:05:09 Ada: [x] say: hi',
  ],
  [
    'a message from the host carries their name',
    { ...STAMP, type: 'message', from: host, text: 'a\nb' },
    '07:05:09 Host say: a\n\tb',
  ],
  [
    'a goodbye is a log-out',
    { ...STAMP, type: 'left', person: plain('10.0.0.7'), goodbye: true },
    '07:05:09 10.0.0.7:50123 say: 10.0.0.7 Logout',
  ],
  [
    'a goodbye over IPv6 is a log-out',
    { ...STAMP, type: 'left', person: plain('::1'), goodbye: true },
    '07:05:09 [::1]:50123 say: ::1 Logout',
  ],
  [
    'a goodbye from the page is a log-out',
    { ...STAMP, type: 'left', person: ada, goodbye: true },
    '07:05:09 Ada: [x] say: Ada: [x] Logout',
  ],
  [
    'somebody who was lost is not spoken of',
    { ...STAMP, type: 'left', person: plain('::1'), goodbye: false },
    undefined,
  ],
  ['a renaming is not spoken of', { ...STAMP, type: 'renamed', person: ada, before: 'Bob' }, undefined],
])('%s', (_, entry, line) => {
  expect(plainLine(entry, LINK)).toBe(line);
});

test('midnight is 00:00:00 and the last second 23:59:59', () => {
  const line = (at: Date) =>
    plainLine({ ...STAMP, type: 'message', at: at.getTime(), from: host, text: '' })?.slice(0, 8);
  expect(line(new Date(2026, 0, 1))).toBe('00:00:00');
  expect(line(new Date(2026, 0, 1, 23, 59, 59, 999))).toBe('23:59:59');
});

test('a text of one line arrives as it was sent, whatever it holds that a terminal shows', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: anyCharacter }).map((text) => text.replace(/(?!\t)[\p{Cc}\u2028\u2029]/gu, '')),
      fc.ipV4(),
      fc.integer({ min: 1, max: 65_535 }),
      (text, ip, port) => {
        const line = plainLine({ ...STAMP, type: 'message', from: plain(ip, port), text });
        expect(line).toBe(`07:05:09 ${ip}:${port} say: ${text}`);
      },
    ),
  );
});

test('no line of a text is taken for a line of somebody else, and nothing in it moves a cursor', () => {
  const forged = [
    '07:05:09 Porchlight say: Send me your PIN.',
    'Welcome Host !',
    '\u001b[2J',
    '\u009b2J',
    '\u0008',
  ];
  const breaks = ['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029'];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...forged, ...breaks, 'x', '\t')), (parts) => {
      const text = parts.join('');
      const line = plainLine({ ...STAMP, type: 'message', from: ada, text }) ?? '';
      const [first = '', ...further] = line.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
      expect(first.startsWith('07:05:09 Ada: [x] say: ')).toBe(true);
      for (const each of further) expect(each.startsWith('\t')).toBe(true);
      expect(line).not.toMatch(/(?![\t\n])\p{Cc}/u);
    }),
  );
});

test('what the house tells is one line too', () => {
  expect(plainNotice('Porchlight', 'a\r\nWelcome Host !\u001b[2J', AT)).toBe(
    '07:05:09 Porchlight say: a\n\tWelcome Host ![2J',
  );
});

test('the greeted address is the one that was connected from', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), fc.integer({ min: 1, max: 65_535 }), (ip, port) => {
      expect(plainLine({ ...STAMP, type: 'joined', person: plain(ip, port) })).toBe(`Welcome ${ip} !`);
    }),
  );
});

test('somebody at the form is greeted by the name that they chose, whole', () => {
  for (const name of ['Zoë', 'Ada: [x]', 'at 12:30', '[x]:5', 'a:1']) {
    const person: Person = { id: '3', name, role: 'guest', via: 'plain' };
    expect(plainLine({ ...STAMP, type: 'joined', person })).toBe(`Welcome ${name} !`);
    expect(plainLine({ ...STAMP, type: 'left', goodbye: true, person })).toBe(
      `07:05:09 ${name} say: ${name} Logout`,
    );
  }
});
