import fc from 'fast-check';
import { expect, test } from 'vitest';
import { proseOf } from '../../../../electron/chat/text/without-code.ts';
import { effortMs } from '../../../support/host/effort.ts';

test.each([
  ['no code', 'a b', 'a b'],
  ['a span', 'a `b` c', 'a \0 c'],
  ['two spans', '`a` b `c`', '\0 b \0'],
  ['a span with a backtick in it', 'a `` b ` c `` d', 'a \0 d'],
  ['a backtick that nothing ends', 'a ` b', 'a ` b'],
  ['backticks of other lengths end nothing', 'a ``` b `` c ` d', 'a ``` b `` c ` d'],
  ['a span over two lines', 'a `b\nc` d', 'a \0 d'],
  ['no span over a blank line', 'a ` b\n \nc ` d', 'a ` b\n\nc ` d'],
  ['a block', 'a\n```\nb\n```\nc', 'a\n\0\nc'],
  ['a block with a language', 'a\n```js\nb\n```\nc', 'a\n\0\nc'],
  ['a block that holds a shorter fence', '````\n```\nb\n````\nc', '\0\nc'],
  ['a block that a line with a language does not end', '```\n```js\nb\n```\nc', '\0\nc'],
  ['a block that nothing ends', 'a\n```\nb\n\nc', 'a\n\0'],
  ['a span in one line of three backticks', 'a ```b``` c', 'a \0 c'],
  ['the same at the start of a line', '```b``` c', '\0 c'],
])('%s', (_, text, prose) => {
  expect(proseOf(text)).toBe(prose);
});

test('what has no backtick stays as it is', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !text.includes('`')),
      (text) => proseOf(text) === text,
    ),
  );
});

test('any backticks are read, in time in proportion to the text', () => {
  const piece = fc.constantFrom('`', '``', '```', 'x', ' ', '\n', '\n\n');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 100 }), (pieces) => {
      expect(proseOf(pieces.join('')).length).toBeLessThanOrEqual(pieces.join('').length);
    }),
  );
  for (const text of [
    Array.from({ length: 1_000 }, (_, length) => '`'.repeat(length)).join(' '),
    '` '.repeat(100_000),
    '```'.repeat(100_000),
    `\`${' \n'.repeat(100_000)}`,
  ])
    expect(effortMs(() => proseOf(text))).toBeLessThan(10_000);
});
