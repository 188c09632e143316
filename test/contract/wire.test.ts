import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseClientMessage, type ErrorCode } from '../../contract/wire.ts';
import { parseName } from '../../contract/writing.ts';

const parse = (value: unknown) => parseClientMessage(JSON.stringify(value));

test.each<[string, object, object]>([
  ['join', { type: 'join', name: 'Ada' }, { type: 'join', name: 'Ada' }],
  [
    'join with a token and a place to resume from',
    { type: 'join', name: 'Ada', token: 't', resume: { log: 'l', after: 7 } },
    { type: 'join', name: 'Ada', token: 't', resume: { log: 'l', after: 7 } },
  ],
  ['message', { type: 'message', ref: 'r', text: 'hi' }, { type: 'message', ref: 'r', text: 'hi' }],
  ['rename', { type: 'rename', name: 'Bob' }, { type: 'rename', name: 'Bob' }],
  ['leave', { type: 'leave' }, { type: 'leave' }],
])('%s is read, and fields that nobody knows die at the door', (_, sent, read) => {
  const extra = { ...sent, role: 'host', from: { id: 'x' }, seq: 1, at: 2 };
  expect(parse(extra)).toStrictEqual({ ok: true, message: read });
});

test('unknown fields die inside `resume` too', () => {
  const sent = { type: 'join', name: 'Ada', resume: { log: 'l', after: 7, more: [] } };
  expect(parse(sent)).toMatchObject({ message: { resume: { log: 'l', after: 7 } } });
  expect(JSON.stringify(parse(sent))).not.toContain('more');
});

test('names and texts come out in their canonical form', () => {
  expect(parse({ type: 'join', name: ' Ａda ' })).toMatchObject({ message: { name: 'Ada' } });
  expect(parse({ type: 'rename', name: 'A\u200bda' })).toMatchObject({ message: { name: 'Ada' } });
  expect(parse({ type: 'message', ref: 'r', text: 'a\r\nb \n' })).toMatchObject({
    message: { text: 'a\nb' },
  });
});

test.each([
  '{"type":"leave","__proto__":{"type":"join","name":"Eve"}}',
  '{"__proto__":{"admin":true},"type":"leave"}',
  '{"type":"leave","constructor":{"prototype":{"admin":true}}}',
])('a field called like a part of every object is a field like any other: %s', (text) => {
  const parsed = parseClientMessage(text);
  expect(parsed).toStrictEqual({ ok: true, message: { type: 'leave' } });
  expect(Object.getPrototypeOf(parsed.ok && parsed.message)).toBe(Object.prototype);
  expect(({} as { admin?: unknown }).admin).toBeUndefined();
});

test('a type or a name that hides in the prototype is not there', () => {
  expect(parseClientMessage('{"__proto__":{"type":"leave"}}')).toMatchObject({
    refusal: { code: 'unknown-type' },
  });
  expect(parseClientMessage('{"type":"join","__proto__":{"name":"Eve"}}')).toMatchObject({ ok: false });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('there is no type %s', (type) => {
  expect(parseClientMessage(`{"type":"${type}"}`)).toMatchObject({ refusal: { code: 'unknown-type' } });
});

test.each([
  ['arrays', '['],
  ['objects', '{"a":'],
])('100 KB of opened %s are refused in no time', (_, opening) => {
  const began = performance.now();
  expect(parseClientMessage(opening.repeat(100_000 / opening.length))).toMatchObject({
    refusal: { code: 'bad-json', malformed: true },
  });
  expect(performance.now() - began).toBeLessThan(500);
});

test('arrays nested 50,000 deep in a field that nobody knows leave no trace', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  expect(parseClientMessage(`{"type":"leave","deep":${deep}}`)).toStrictEqual({
    ok: true,
    message: { type: 'leave' },
  });
});

const REF = 'r'.repeat(64);

/** What is refused as the work of a broken client, and what as a slip of a person. */
const refusals: [ErrorCode, malformed: boolean, unknown, ref?: string][] = [
  ['bad-json', true, []],
  ['bad-json', true, null],
  ['bad-json', true, 'join'],
  ['bad-json', true, 7],
  ['unknown-type', true, {}],
  ['unknown-type', true, { type: ['leave'] }],
  ['unknown-type', true, { type: 'welcome' }],
  ['bad-field', true, { type: 'join', name: 5 }],
  ['bad-field', true, { type: 'rename' }],
  ['bad-field', true, { type: 'message', ref: 'r', text: ['x'] }],
  ['bad-field', true, { type: 'join', name: 'Ada', token: 5 }],
  ['bad-field', true, { type: 'join', name: 'Ada', token: null }],
  ['bad-field', true, { type: 'join', name: 'Ada', token: 't'.repeat(65) }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: null }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: ['l', 1] }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 'l' } }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 'l', after: -1 } }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 'l', after: 0.5 } }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 'l', after: 2 ** 53 } }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 'l', after: '1' } }],
  ['bad-field', true, { type: 'join', name: 'Ada', resume: { log: 1, after: 1 } }],
  ['bad-field', true, { type: 'message', text: 'hi' }],
  ['bad-field', true, { type: 'message', ref: '', text: 'hi' }],
  ['bad-field', true, { type: 'message', ref: 'r'.repeat(65), text: 'hi' }],
  ['bad-field', true, { type: 'message', ref: 1, text: 'hi' }],
  ['name-empty', false, { type: 'join', name: ' \u200b ' }],
  ['name-too-long', false, { type: 'rename', name: 'a'.repeat(33) }],
  ['name-not-text', false, { type: 'join', name: '\ud800' }],
  ['text-empty', false, { type: 'message', ref: REF, text: '\n' }, REF],
  ['text-too-long', false, { type: 'message', ref: REF, text: 'a'.repeat(4_001) }, REF],
  ['text-too-many-lines', false, { type: 'message', ref: REF, text: `${'a\n'.repeat(500)}a` }, REF],
  ['text-not-text', false, { type: 'message', ref: REF, text: '\udc00' }, REF],
];

test.each(refusals)('%s (malformed: %s), case %#', (code, malformed, sent, ref) => {
  expect(parse(sent)).toStrictEqual({
    ok: false,
    refusal: { code, malformed, ...(ref !== undefined && { ref }) },
  });
});

test('no JSON value makes it throw, and what it lets in is flat and canonical', () => {
  fc.assert(fc.property(fc.json(), holds));
});

test('no text makes it throw', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), holds));
});

test('no message of a known type with unknown contents makes it throw', () => {
  const type = fc.constantFrom('join', 'message', 'rename', 'leave');
  const field = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue());
  const record = { type, name: field, text: field, ref: field, token: field, resume: field };
  fc.assert(
    fc.property(fc.record(record, { requiredKeys: ['type'] }), (sent) => holds(JSON.stringify(sent))),
  );
});

function holds(text: string): void {
  const parsed = parseClientMessage(text);
  if (!parsed.ok) return;
  const { message } = parsed;
  expect(parseClientMessage(JSON.stringify(message))).toStrictEqual(parsed);
  if ('name' in message) expect(parseName(message.name)).toMatchObject({ name: message.name });
}
