import fc from 'fast-check';
import { expect, it } from 'vitest';
import { foldText } from '../../../../contract/text/fold-text.ts';
import { findFolded } from '../../../../renderer/ui/text/find-folded.ts';

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
  ['In der Straße', 'STRASSE', ['Straße']],
  ['GRÜẞE', 'ss', ['ẞ']],
  ['İSTANBUL', 'istanbul', ['İSTANBUL']],
  ['so it’s', "it's", ['it’s']],
  ['a foo\u2011bar', 'foo-bar', ['foo\u2011bar']],
  ['Łódź', 'lodz', ['Łódź']],
  ['Crème brûlée', 'creme brulee', ['Crème brûlée']],
  ['می‌خواهم', 'میخواهم', ['می‌خواهم']],
  ['میخواهم', 'می‌خواهم', ['میخواهم']],
  ['قال مُحَمَّد نعم', 'محمد', ['مُحَمَّد']],
  ['کتاب', 'كتاب', ['کتاب']],
  ['שָׁלוֹם!', 'שלום', ['שָׁלוֹם']],
  ['ශ්‍රී ලංකා', 'ශ්රී', ['ශ්‍රී']],
  ['a \u200b b', 'a b', ['a \u200b b']],
  ['ﷺ', 'الله', ['ﷺ']],
  ['nothing', '', []],
])('finds in %j what matches %j when folded', (text, sought, wanted) => {
  expect(found(text, sought)).toEqual(wanted);
});

it('finds the same matches as the host', () => {
  const signs = Array.from('aAßẞéİıſ ＡﾞｶΣσςᾳłø天氣한عیكـا\n.ﬁ´½').concat([
    ...['\u1112', '\u1161', '\u11ab', '\u1160', '\u0301', '\u0307', '\u0345', '\u064e', '\u0653', '\u200b'],
    ...['\u200c', '\u200d', '\ufe0f', '\u0dca', '\u3099'],
  ]);
  const letters = fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(letters, letters, letters, fc.constantFrom('', ' '), (before, sought, after, blank) => {
      const text = `${before}${blank}${sought}${blank}${after}`;
      const [needle, ranges] = [foldText(sought), findFolded(text, sought)];
      if (blank !== '' && needle !== '') expect(foldText(text).includes(needle)).toBe(ranges.length > 0);
      for (const { start, end } of ranges) expect(foldText(text.slice(start, end))).toContain(needle);
    }),
    { numRuns: 2_000 },
  );
});
