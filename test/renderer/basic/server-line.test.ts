import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainLine } from '../../../electron/chat/text/plain-text.ts';
import { readServerLine } from '../../../renderer/basic/server-line.ts';

const stamp = { room: 'lobby', seq: 1, at: 0 };
const person = (name: string) => ({ id: 'a', name, role: 'guest', via: 'page' }) as const;

const isPlain = (text: string) => !/[\p{Cc}\u2028\u2029]/u.test(text);

test('reads every message line', () => {
  fc.assert(
    // The host writes every kind of line break as one, and leaves control characters out.
    fc.property(fc.string({ unit: 'grapheme' }).filter(isPlain), (text) => {
      const line = plainLine({ ...stamp, type: 'message', from: person('Ada'), text })!;
      expect(readServerLine(line)).toEqual({ kind: 'message', time: line.slice(0, 8), name: 'Ada', text });
    }),
  );
});

test('reads a message of several lines', () => {
  for (const text of ['a\nb', 'a\n\tb\n\n\t\tc', '\n', '07:00:00 Ada say: x\nWelcome Bob !']) {
    const line = plainLine({ ...stamp, type: 'message', from: person('Ada'), text })!;
    expect(readServerLine(line)).toMatchObject({ name: 'Ada', text });
  }
});

test('reads a welcome line, which no message can imitate', () => {
  expect(readServerLine(plainLine({ ...stamp, type: 'joined', person: person('Ada ! $&') })!)).toEqual({
    kind: 'joined',
    name: 'Ada ! $&',
  });
  const line = plainLine({ ...stamp, type: 'message', from: person('Ada'), text: 'Welcome Bob !' })!;
  expect(readServerLine(line).kind).toBe('message');
});

test('keeps any other line unchanged', () => {
  expect(readServerLine('something new')).toEqual({ kind: 'other', text: 'something new' });
});
