import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClientMessage } from '../../../contract/wire/client-message.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import { parseEmoji, parseName, parseText } from '../../../contract/text/writing.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { effortMs } from '../../support/host/effort.ts';

const parse = (value: unknown) => parseClientMessage(JSON.stringify(value));

/** Who says something, in which role, under which number and when: that only the host says. */
const FORGED = {
  role: 'host',
  via: 'console',
  from: { id: 'x', role: 'host' },
  by: { id: 'x' },
  person: { id: 'x' },
  id: 'x',
  seq: 1,
  at: 2,
};

/** Fields of what comes from the host that are of no use to whoever sends them. */
const UNKNOWN = {
  mentions: ['x'],
  reactions: [{ emoji: '👍', by: ['x'] }],
  edited: true,
  deleted: true,
  changed: 9,
  quote: 'x',
};

const RESUME = { log: 'l', rooms: [{ room: 'lobby', after: 7 }] };
const JOIN = { type: 'join', name: 'Ada', token: 't', pin: '123456', resume: RESUME };
const SAY = { type: 'message', ref: 'r', room: 'lobby', text: 'hi', reply: 3 };
const EDIT = { type: 'edit', ref: 'r', room: 'lobby', target: 3, text: 'hi' };
const DELETE = { type: 'delete', ref: 'r', room: 'lobby', target: 3 };
const REACT = { type: 'react', ref: 'r', room: 'lobby', target: 3, emoji: '👍', on: true };
const READ = { type: 'read', ref: 'r', room: 'lobby', place: { before: 3 } };
const SEARCH = { type: 'search', ref: 'r', text: 'hi', room: 'lobby', before: 3 };
const TYPING = { type: 'typing', room: 'lobby' };
const PRESENCE = { type: 'presence', asleep: true };
const RENAME = { type: 'rename', name: 'Bob' };
const LEAVE = { type: 'leave' };
const ALL = [JOIN, SAY, EDIT, DELETE, REACT, READ, SEARCH, TYPING, PRESENCE, RENAME, LEAVE];

/** Without what may be left out. */
const LEAST = [
  { type: 'join', name: 'Ada' },
  { type: 'message', ref: 'r', room: 'lobby', text: 'hi' },
  { type: 'search', ref: 'r', text: 'hi' },
];

const named = (message: { readonly type: string }) => [message.type, message] as const;

test.each([...ALL, ...LEAST].map(named))(
  '%s is read, and fields that nobody knows die at the door',
  (_, sent) => {
    expect(parse({ ...UNKNOWN, ...sent })).toStrictEqual({ ok: true, value: sent });
  },
);

test.each(
  ALL.map(named).flatMap(([type, sent]) => Object.entries(FORGED).map((forged) => [type, ...forged, sent])),
)('%s with a forged %s is refused: %j', (_, field, value, sent) => {
  expect(parse({ ...(sent as object), [field as string]: value })).toStrictEqual({
    ok: false,
    error: { code: 'reserved-field', malformed: true },
  });
});

test.each([
  ['a place to resume from', { ...JOIN, resume: { ...RESUME, more: [] } }],
  ['a room of it', { ...JOIN, resume: { log: 'l', rooms: [{ room: 'lobby', after: 7, more: [] }] } }],
])('unknown fields die inside of %s too', (_, sent) => {
  expect(parse(sent)).toStrictEqual({ ok: true, value: JOIN });
});

test.each([{ before: 3 }, { after: 0 }, { around: 12 }, { since: 1_795_380_767_270 }])(
  'a place to read at may be %j',
  (place) => {
    expect(parse({ ...READ, place })).toStrictEqual({ ok: true, value: { ...READ, place } });
  },
);

test('names, PINs, texts and queries come out in their canonical form', () => {
  expect(parse({ type: 'join', name: ' Ａda ' })).toMatchObject({ value: { name: 'Ada' } });
  expect(parse({ type: 'rename', name: 'A\u200bda' })).toMatchObject({ value: { name: 'Ada' } });
  // Written apart, as people tell each other numbers; what is none stays, and is wrong.
  expect(parse({ ...JOIN, pin: ' 482 91-3' })).toMatchObject({ value: { pin: '482913' } });
  expect(parse({ ...JOIN, pin: 'lamp' })).toMatchObject({ value: { pin: 'lamp' } });
  expect(parse({ ...SAY, text: 'a\r\nb \n' })).toMatchObject({ value: { text: 'a\nb' } });
  expect(parse({ ...EDIT, text: 'a\r\nb \n' })).toMatchObject({ value: { text: 'a\nb' } });
  expect(parse({ ...SEARCH, text: ' Ｈi\n  THERE ' })).toMatchObject({ value: { text: 'hi there' } });
});

test.each([
  '{"type":"leave","__proto__":{"type":"join","name":"Eve"}}',
  '{"__proto__":{"admin":true},"type":"leave"}',
  '{"type":"leave","constructor":{"prototype":{"admin":true}}}',
])('a field called like a part of every object is a field like any other: %s', (text) => {
  const parsed = parseClientMessage(text);
  expect(parsed).toStrictEqual({ ok: true, value: { type: 'leave' } });
  expect(Object.getPrototypeOf(parsed.ok && parsed.value)).toBe(Object.prototype);
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
});

test.each([
  ['a type', '{"__proto__":{"type":"leave"}}', 'unknown-type'],
  ['a name', '{"type":"join","__proto__":{"name":"Eve"}}', 'bad-field'],
  ['a place', '{"type":"read","ref":"r","room":"lobby","place":{"__proto__":{"before":1}}}', 'bad-field'],
])('%s that hides in the prototype is not there', (_, text, code) => {
  expect(parseClientMessage(text)).toMatchObject({ ok: false, error: { code } });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('there is no type %s', (type) => {
  expect(parseClientMessage(`{"type":"${type}"}`)).toMatchObject({ error: { code: 'unknown-type' } });
});

test.each([
  ['arrays', '['],
  ['objects', '{"a":'],
])('100 KB of opened %s are refused in no time', (_, opening) => {
  const effort = effortMs(() =>
    expect(parseClientMessage(opening.repeat(100_000 / opening.length))).toMatchObject({
      error: { code: 'bad-json', malformed: true },
    }),
  );
  expect(effort).toBeLessThan(2_000);
});

test.each([
  ['arrays', '['.repeat(8), ']'.repeat(8)],
  ['objects', '{"a":'.repeat(8), `1${'}'.repeat(8)}`],
  ['both', '[{"a":'.repeat(4), `1${'}]'.repeat(4)}`],
])('%s nested nine deep are refused, and eight deep are read', (_, opening, closing) => {
  const around = (inner: string) => parseClientMessage(`{"type":"leave","deep":${inner}}`);
  expect(around(`${opening}${closing}`)).toMatchObject({ error: { code: 'bad-json', malformed: true } });
  const [less, end] = [opening.replace(/^(\[|\{"a":)/, ''), closing.slice(0, -1)];
  expect(around(`${less}${end}`)).toStrictEqual({ ok: true, value: { type: 'leave' } });
});

test('brackets that somebody wrote are no depth', () => {
  const text = `${'[{'.repeat(50)} \\ " \\" ${'[{'.repeat(50)}`;
  expect(parse({ ...SAY, text })).toStrictEqual({ ok: true, value: { ...SAY, text } });
  expect(parse({ ...SAY, text, files: [] })).toStrictEqual({ ok: true, value: { ...SAY, text } });
});

test('an object has sixty-four fields at the most', () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`x${i}`, i]));
  expect(parse({ type: 'leave', ...fields(63) })).toMatchObject({ ok: true });
  expect(parse({ type: 'leave', ...fields(64) })).toMatchObject({ error: { code: 'bad-json' } });
});

test.each([[], null, 'join', 7, true])('%j is no message', (sent) => {
  expect(parse(sent)).toStrictEqual({ ok: false, error: { code: 'bad-json', malformed: true } });
});

test.each([{}, { type: ['leave'] }, { type: 'welcome' }, { type: 'joined' }, { type: 'LEAVE' }])(
  'there is no such type: %j',
  (sent) => {
    expect(parse(sent)).toStrictEqual({ ok: false, error: { code: 'unknown-type', malformed: true } });
  },
);

const refOrRoom = ['', 'x'.repeat(65), 7, null, ['r'], {}, true];
const refs = [...refOrRoom, '\ud800'];
const rooms = [...refOrRoom, 'Lobby', 'a b', '../x', 'ä', 'a\n', '%'];
const counts = [-1, 0.5, 2 ** 53, '1', null, [1], {}, true];
const texts = [7, null, ['x'], {}, true];
const token = [5, null, 't'.repeat(65), ['t'], {}];

/** For each field of each message, what it must not be; `undefined` leaves it out. */
const wrong: readonly (readonly [message: object, field: string, values: readonly unknown[]])[] = [
  [JOIN, 'name', [undefined, ...texts]],
  [JOIN, 'token', token],
  [JOIN, 'pin', [7, null, 'x'.repeat(33), ['1'], {}]],
  [
    JOIN,
    'resume',
    [
      ...[null, 'l', 7, ['l', 1], {}, { log: 'l' }, { rooms: [] }, { log: 1, rooms: [] }],
      ...[
        { log: 'l', rooms: {} },
        { log: 'l', after: 7 },
        { log: 'x'.repeat(65), rooms: [] },
      ],
      { log: 'l', rooms: Array.from({ length: 65 }, () => RESUME.rooms[0]) },
      ...[null, 7, [], {}, { room: 'lobby' }, { after: 7 }].map((room) => ({ log: 'l', rooms: [room] })),
      ...rooms.map((room) => ({ log: 'l', rooms: [{ room, after: 7 }] })),
      ...counts.map((after) => ({ log: 'l', rooms: [{ room: 'lobby', after }] })),
    ],
  ],
  ...[SAY, EDIT, DELETE, REACT, READ, SEARCH].map(
    (message) => [message, 'ref', [undefined, ...refs]] as const,
  ),
  ...[SAY, EDIT, DELETE, REACT, READ, TYPING].map(
    (message) => [message, 'room', [undefined, ...rooms]] as const,
  ),
  [SEARCH, 'room', rooms],
  ...[SAY, EDIT, SEARCH].map((message) => [message, 'text', [undefined, ...texts]] as const),
  [SAY, 'reply', counts],
  ...[EDIT, DELETE, REACT].map((message) => [message, 'target', [undefined, ...counts]] as const),
  [
    REACT,
    'emoji',
    [undefined, '', 'a', '👍👍', '👍 ', ' ', '7', '\ud83d', '\u200d', 7, null, '👍'.repeat(20)],
  ],
  [REACT, 'on', [undefined, null, 'true', 1, 0]],
  [
    READ,
    'place',
    [
      ...[undefined, null, 7, [], {}, 'before', { until: 3 }, { before: 3, after: 3 }, { before: 3, x: 1 }],
      ...counts.map((before) => ({ before })),
    ],
  ],
  [SEARCH, 'before', counts],
  [PRESENCE, 'asleep', [undefined, null, 'true', 1]],
  [RENAME, 'name', [undefined, ...texts]],
];

test.each(
  wrong.flatMap(([message, field, values]) => values.map((value) => [message, field, value] as const)),
)('%j with another %s is the work of a broken client: %j', (message, field, value) => {
  expect(parse({ ...message, [field]: value })).toStrictEqual({
    ok: false,
    error: { code: 'bad-field', malformed: true },
  });
});

const REF = 'r'.repeat(64);

/** What a person can mend, each with the ref of the message that it is about. */
const slips: [ErrorCode, object, ref?: string][] = [
  ['name-empty', { type: 'join', name: ' \u200b ' }],
  ['name-too-long', { type: 'rename', name: 'a'.repeat(33) }],
  ['name-not-text', { type: 'join', name: '\ud800' }],
  ['text-empty', { ...SAY, ref: REF, text: '\n' }, REF],
  ['text-too-long', { ...SAY, ref: REF, text: 'a'.repeat(4_001) }, REF],
  ['text-too-many-lines', { ...SAY, ref: REF, text: `${'a\n'.repeat(500)}a` }, REF],
  ['text-not-text', { ...SAY, ref: REF, text: '\udc00' }, REF],
  ['text-empty', { ...EDIT, ref: REF, text: ' ' }, REF],
  ['text-not-text', { ...EDIT, ref: REF, text: '\udc00' }, REF],
  ['query-empty', { ...SEARCH, ref: REF, text: ' ' }, REF],
  ['text-too-long', { ...SEARCH, ref: REF, text: 'a'.repeat(201) }, REF],
  ['text-not-text', { ...SEARCH, ref: REF, text: '\udc00' }, REF],
];

test.each(slips)('%s is the slip of a person, case %#', (code, sent, ref) => {
  expect(parse(sent)).toStrictEqual({
    ok: false,
    error: { code, malformed: false, ...(ref !== undefined && { ref }) },
  });
});

test('no JSON value makes it throw, and what it lets in is flat and canonical', () => {
  fc.assert(fc.property(fc.json(), holds));
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: anyCharacter })), holds));
});

test('no message of a known type with unknown contents makes it throw', () => {
  const type = fc.constantFrom(...ALL.map((message) => message.type));
  const near = fc.constantFrom('lobby', 'r', 3, true, '👍', 'hi', { before: 3 }, RESUME);
  const field = fc.oneof(fc.string({ unit: anyCharacter }), fc.jsonValue(), near, near);
  const fields = new Set(ALL.flatMap((message) => Object.keys(message)));
  const record = Object.fromEntries([...fields].map((each) => [each, field]));
  fc.assert(
    fc.property(fc.record({ ...record, type }, { requiredKeys: ['type'] }), (sent) =>
      holds(JSON.stringify(sent)),
    ),
    { numRuns: 1_000 },
  );
});

function holds(text: string): void {
  const parsed = parseClientMessage(text);
  if (!parsed.ok) return;
  const message = parsed.value;
  expect(parseClientMessage(JSON.stringify(message))).toStrictEqual(parsed);
  if ('name' in message) expect(parseName(message.name)).toMatchObject({ value: { name: message.name } });
  if (message.type === 'message') expect(parseText(message.text)).toMatchObject({ value: message.text });
  if ('emoji' in message) expect(parseEmoji(message.emoji)).toBe(message.emoji);
}

test('to come back to one room twice is malformed', () => {
  const rooms = ['lobby', 'r1', 'lobby'].map((room, after) => ({ room, after }));
  const join = (places: object[]) =>
    parseClientMessage(JSON.stringify({ type: 'join', name: 'Ada', resume: { log: 'l', rooms: places } }));
  expect(join(rooms.slice(0, 2))).toMatchObject({ ok: true });
  expect(join(rooms)).toMatchObject({ ok: false, error: { code: 'bad-field', malformed: true } });
});
