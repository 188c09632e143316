import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LetterPairs, STRETCH_IDS, stretchOf } from '../../../../electron/history/sqlite/letter-pairs.ts';

const TEXTS = ['hello world', '你好，世界', 'two 😀😀 smiles', 'ab'];

function filled(texts: readonly string[]): LetterPairs {
  const pairs = new LetterPairs();
  pairs.fill(0, texts);
  return pairs;
}

test('one and two letters that stand in a text are never missed', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(fc.array(text), text, (texts, later) => {
      const pairs = filled(texts);
      pairs.add(STRETCH_IDS - 1, later);
      for (const said of [...texts, later]) {
        const letters = Array.from(said);
        for (const [i, letter] of letters.entries()) {
          expect(pairs.mayHave(0, letter)).toBe(true);
          expect(pairs.mayHave(0, `${letter}${letters[i + 1] ?? ''}`)).toBe(true);
        }
      }
    }),
  );
});

test.each(['q', 'ol', 'ba', 'dh', '界你', '😀h'])('%s stands in none of a few texts', (needle) => {
  expect(filled(TEXTS).mayHave(0, needle)).toBe(false);
});

test('of a stretch that was not filled, or is forgotten, nothing is known', () => {
  const pairs = filled(TEXTS);
  pairs.add(STRETCH_IDS, 'next');
  expect([pairs.mayHave(0, 'he'), pairs.mayHave(1, 'ne')]).toEqual([true, undefined]);
  pairs.forgetBefore(1);
  expect(pairs.mayHave(0, 'he')).toBeUndefined();
  expect([stretchOf(0), stretchOf(STRETCH_IDS - 1), stretchOf(STRETCH_IDS)]).toEqual([0, 0, 1]);
});
