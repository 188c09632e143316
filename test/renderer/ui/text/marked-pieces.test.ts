import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cutPieces, type Mention } from '../../../../renderer/ui/text/marked-pieces.ts';

const ann: Mention = { name: 'Ann', you: false };
const annLee: Mention = { name: 'Ann Lee', you: true };
const ming: Mention = { name: '小明', you: true };

function named(text: string, mentions: readonly Mention[]): (string | undefined)[][] {
  return cutPieces(text, { mentions })
    .filter(({ mention }) => mention !== undefined)
    .map(({ text, mention }) => [text, mention]);
}

it.each([
  ['hi @Ann!', [['@Ann', 'other']]],
  [
    '@ann lee and @Ann',
    [
      ['@ann lee', 'you'],
      ['@Ann', 'other'],
    ],
  ],
  ['@Annabel', []],
  ['me@Ann.example', []],
  ['(@Ann)', [['@Ann', 'other']]],
  ['請@小明看', [['@小明', 'you']]],
])('finds the mentions in %j', (text, wanted) => {
  expect(named(text, [ann, annLee, ming])).toEqual(wanted);
});

it('distinguishes names by accents, but not by joiners', () => {
  const [zoe, zoë, ali] = ['Zoe', 'Zoë', 'علی‌رضا'].map((name) => ({ name, you: name === 'Zoë' }));
  if (zoe === undefined || zoë === undefined || ali === undefined) throw new Error('three were named');
  expect(named('@Zoë, @zoe', [zoe, zoë])).toEqual([
    ['@Zoë', 'you'],
    ['@zoe', 'other'],
  ]);
  expect(named('@علیرضا سلام', [ali])).toEqual([['@علیرضا', 'other']]);
});

it('marks a match inside a mention', () => {
  expect(cutPieces('@Ann', { mentions: [ann], highlight: 'nn' })).toEqual([
    { text: '@A', mention: 'other', found: false },
    { text: 'nn', mention: 'other', found: true },
  ]);
});

it('keeps the whole text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), fc.string(), (text, name, highlight) => {
      const pieces = cutPieces(`${text}@${name}`, { mentions: [{ name, you: true }], highlight });
      expect(pieces.map((piece) => piece.text).join('')).toBe(`${text}@${name}`);
    }),
  );
});
