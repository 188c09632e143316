import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '../../../contract/writing.ts';
import { findFolded } from '../../../renderer/ui/find-folded.ts';

function found(text: string, sought: string): string[] {
  return findFolded(text, sought).map(({ start, end }) => text.slice(start, end));
}

it.each([
  ['Hello hello', 'HELLO', ['Hello', 'hello']],
  ['今天天氣很好', '天', ['天', '天']],
  ['今天天氣很好', '天氣', ['天氣']],
  ['ＡＢＣ abc', 'abc', ['ＡＢＣ', 'abc']],
  ['cafe\u0301 café', 'café', ['cafe\u0301', 'café']],
  ['ｶﾞｷﾞ', 'ガ', ['ｶﾞ']],
  ['\u1112\u1161\u11ab글', '한글', ['\u1112\u1161\u11ab글']],
  ['ΟΔΟΣ', 'οδος', ['ΟΔΟΣ']],
  ['two \n words', 'two words', ['two \n words']],
  ['👩‍👧 x', 'X', ['x']],
  ['nothing', '', []],
])('finds in %j what folds like %j', (text, sought, wanted) => {
  expect(found(text, sought)).toEqual(wanted);
});

it('finds what the host finds', () => {
  const letters = fc.string({
    unit: fc.constantFrom(...Array.from('aAßé ＡﾞｶΣσ天氣한ع\n.ﬁ')),
    minLength: 1,
    maxLength: 12,
  });
  fc.assert(
    fc.property(letters, letters, letters, (before, sought, after) => {
      const text = `${before} ${sought} ${after}`;
      if (foldText(sought) === '' || !foldText(text).includes(foldText(sought))) return;
      expect(findFolded(text, sought).length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
});
