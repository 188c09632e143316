import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldBlanks, foldName, foldText } from '../../../contract/text/fold-text.ts';
import { anyCharacter } from '../../support/any-character.ts';

/** Letters that meet each other, and change, only in some orders. */
const TRICKY = Array.from(
  'aAßẞéİIıiſﬁΣσςἈᾳ ＡﾞｶÅåøłйІ天한\u1112\u1161\u11ab\u1160عكکيیىآاـहिक\u094dষ\n\t.´`’\'"«-\u2011\u2013½',
).concat([
  '\u0301',
  '\u0323',
  '\u0307',
  '\u0345',
  '\u064e',
  '\u0653',
  '\u05c1',
  '\u200c',
  '\u200d',
  '\ufe0f',
]);
const tricky = fc.string({ unit: fc.oneof(fc.constantFrom(...TRICKY), anyCharacter), maxLength: 16 });

test.each([
  ['case', 'STRASSE', 'Straße'],
  ['a capital sharp s', 'straße', 'STRAẞE'],
  ['a Turkish İ', 'istanbul', 'İSTANBUL'],
  ['a Turkish ı', 'IRMAK', 'ırmak'],
  ['a Greek capital name', 'ὈΔΥΣΣΕΎΣ', 'Ὀδυσσεύς'],
  ['an apostrophe of a phone', "it's", 'it’s'],
  ['an acute accent for an apostrophe', "it's", 'it´s'],
  ['quotes', '"so"', '“so”'],
  ['German and French quotes', '"so"', '„so«'],
  ['a hyphen that does not break', 'foo-bar', 'foo\u2011bar'],
  ['dashes', '1-2 - 3', '1–2 — 3'],
  ['an accent', 'cafe', 'café'],
  ['accents put on apart', 'Zoë', 'Zoe\u0308'],
  ['Vietnamese', 'nguyen', 'Nguyễn'],
  ['Polish', 'Lodz', 'Łódź'],
  ['Greek accents', 'Νικος', 'Νίκος'],
  ['a Russian ё', 'еж', 'ёж'],
  ['Arabic vowel points', 'محمد', 'مُحَمَّد'],
  ['the Arabic stretch', 'محمد', 'محـــمد'],
  ['an Arabic alef with a hamza', 'احمد', 'أحمد'],
  ['a Persian kaf', 'كتاب', 'کتاب'],
  ['a Persian yeh', 'علي', 'علی'],
  ['Hebrew vowel points', 'שלום', 'שָׁלוֹם'],
  ['a joiner that parts', 'علیرضا', 'علی‌رضا'],
  ['a joiner that joins', 'ශ්රී', 'ශ්‍රී'],
  ['full width', 'abc', 'ＡＢＣ'],
  ['half width', 'ガギグ', 'ｶﾞｷﾞｸﾞ'],
  ['a ligature', 'file', 'ﬁle'],
  ['blanks', 'a b', ' a\u00a0\n b '],
  ['the invisible part of an emoji', '❤', '❤️'],
])('%s makes no difference to search', (_, one, other) => {
  expect(foldText(other)).toBe(foldText(one));
});

test.each([
  ['Korean letters', '한글', '하글'],
  ['Hindi vowels', 'हिन्दी', 'हन्दी'],
  ['Tamil vowels', 'தமிழ்', 'தமழ'],
  ['Thai tones', 'ไม้', 'ไม'],
  ['Japanese voicing', 'か', 'が'],
  ['signs of arithmetic', 'a = b', 'a ≠ b'],
])('%s do', (_, one, other) => {
  expect(foldText(other)).not.toBe(foldText(one));
});

test.each([
  ['accents', 'Muller', 'Müller', false],
  ['Cyrillic letters', 'Иоан', 'Йоан', false],
  ['an Arabic hamza', 'احمد', 'أحمد', false],
  ['case', 'STRASSE', 'Straße', true],
  ['a joiner', 'علیرضا', 'علی‌رضا', true],
  ['vowel points', 'محمد', 'مُحَمَّد', true],
  ['an apostrophe', "O'Neil", 'O’Neil', true],
  ['a Turkish İ', 'inci', 'İNCİ', true],
])('%s in names', (_, one, other, same) => {
  expect(foldName(other) === foldName(one)).toBe(same);
});

test('what is folded is not changed by folding it again', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      expect(foldText(foldText(text))).toBe(foldText(text));
      expect(foldName(foldName(text))).toBe(foldName(text));
    }),
    { numRuns: 2_000 },
  );
});

test('case and how accents are put on never make a difference, and names that are the same are found', () => {
  fc.assert(
    fc.property(tricky, (text) => {
      expect(foldText(text.normalize('NFD'))).toBe(foldText(text));
      expect(foldText(text.replaceAll('´', "'").normalize('NFKC').toUpperCase())).toBe(foldText(text));
      expect(foldText(foldBlanks(foldName(text)))).toBe(foldText(text));
    }),
    { numRuns: 2_000 },
  );
});
