import fc from 'fast-check';
import { expect, test } from 'vitest';
import { skeletonOf } from '../../../../electron/chat/text/confusables.ts';
import { parseName } from '../../../../contract/text/writing.ts';

/** The end of the plane in which the last letters with a case are. */
const LAST_CASED = 0x1ffff;

const named = (raw: string) => {
  const parsed = parseName(raw);
  if (!parsed.ok) throw new Error(`${raw}: ${parsed.error}`);
  return parsed.value.name;
};

test.each([
  ['a Cyrillic а', 'Mark', 'M\u0430rk'],
  ['r and n for m', 'Emma', 'Ernma'],
  ['capitals', 'bob', 'Bob'],
  ['full width', 'bob', 'ＢＯＢ'],
  ['something invisible', 'bob', 'b\u200bob'],
  ['a capital I for an l', 'Alice', 'AIice'],
  ['a one for an l', 'Alice', 'A1ice'],
  ['a bar for an l', 'Alice', 'A|ice'],
  ['a capital I for a small i', 'ian', 'Ian'],
  ['a Turkish İ', 'İnci', 'inci'],
  ['a dotless ı', 'inci', 'ıncı'],
  ['a zero for an O', 'Otto', '0tto'],
  ['a Greek omicron', 'bob', 'b\u03bfb'],
  ['a Cyrillic о', 'bob', 'b\u043eb'],
  ['an Armenian օ', 'bob', 'b\u0585b'],
  ['a Greek nu for a v', 'Ivan', 'I\u03bdan'],
  ['a Greek capital among Latin ones', 'NINA', '\u039dINA'],
  ['the invisible part of an emoji', '❤ Ada', '❤️ Ada'],
  ['Greek capitals', 'BEN', '\u0392\u0395\u039d'],
  ['a Cyrillic ш for a w', 'will', 'шill'],
  ['an accent put on apart', 'Zoë', 'Zoe\u0308'],
  ['a Cyrillic ё', 'Zoë', 'Zoё'],
  ['mathematical letters', 'paypal', '𝔭𝒶𝓎𝕡𝕒𝗅'],
])('%s makes no other name', (_, one, other) => {
  expect(skeletonOf(named(other))).toBe(skeletonOf(named(one)));
});

test.each([
  ['host', '\u043d\u043est'],
  ['host', 'h\u043est'],
  ['HOST', '\u041d\u041e\u0405\u0422'],
  ['host', '\u043d\u043e\u0455\u0442'],
  ['admin', 'а\u0501min'],
  ['admin', 'adm\u0456n'],
  ['Admin', 'ADMIN'],
  ['admin', 'adrnin'],
  ['administrator', 'Adm\u03b9nistrat\u03bfr'],
  ['moderator', 'm\u043ed\u0435r\u0430t\u043er'],
  ['moderator', 'М\u043ederator'],
  ['system', '\u0455\u0443\u0455t\u0435m'],
  ['porchlight', 'p\u043erch1ight'],
  ['porchlight', '\u03c1orchlight'],
])('%s is also %s', (reserved, spoofed) => {
  expect(skeletonOf(named(spoofed))).toBe(skeletonOf(reserved));
});

test.each([
  ['numbers', ['Guest 1', 'Guest 2', 'Guest 3', 'Guest 11', 'Guest 12', 'Guest 10']],
  ['emoji', ['😀', '😎', '🍎', '🍏', '👩🏽‍🚀', '👩🏻‍🚀', '🇨🇭', '🇦🇹']],
  ['Chinese', ['王伟', '王芳', '李伟', '李娜', '张敏', '李小龍', '大', '太']],
  ['Japanese', ['さくら', 'サクラ', 'はると', 'ゆうと', '陽翔', 'ユキ', 'ユミ']],
  ['Korean', ['김민준', '김민지', '이서연', '박서준', '이서윤']],
  ['Arabic', ['محمد', 'أحمد', 'حامد', 'علي', 'عمر', 'عمرو', 'فاطمة']],
  ['Hebrew', ['דוד', 'דור', 'נועה', 'נעה', 'יוסף', 'משה']],
  ['Cyrillic', ['Иван', 'Ирина', 'Анна', 'Алла', 'Ёжик', 'Сергей', 'Вова', 'Маша', 'Миша']],
  ['Greek', ['Νίκος', 'Νίκη', 'Μαρία', 'Γιώργος', 'Ελένη']],
  [
    'Latin',
    ['Ann', 'Anna', 'Hanna', 'Ivan', 'Inan', 'Eva', 'Ena', 'José', 'Jose', 'Zoe', 'Zoë', 'Max', 'May'],
  ],
])('names in %s stay apart', (_, names) => {
  const looks = new Set(names.map((name) => skeletonOf(named(name))));
  expect(looks.size).toBe(names.length);
});

test.each([
  'Νίκη',
  'Γιώργος',
  'Лена',
  'Юлия',
  'Галина',
  'Ծովինար',
  'straße',
  'Ÿves',
  'Ɓala Ƙofa',
  'Þórður',
  'ᏣᎳᎩ',
])('%s is the same name in capitals and in small letters', (name) => {
  expect(skeletonOf(named(name.toUpperCase()))).toBe(skeletonOf(named(name)));
  expect(skeletonOf(named(name.toLowerCase()))).toBe(skeletonOf(named(name)));
});

test('every letter that has a case looks the same in both', () => {
  const apart: string[] = [];
  for (let point = 0; point <= LAST_CASED; point++) {
    const letter = String.fromCodePoint(point);
    if (!/\p{L}/u.test(letter) || letter.normalize('NFKC') !== letter) continue;
    const looks = [letter, letter.toLowerCase(), letter.toUpperCase()].map(skeletonOf);
    if (new Set(looks).size > 1) apart.push(letter);
  }
  expect(apart).toEqual([]);
});

const latin = fc.string({
  unit: fc.constantFrom(...Array.from('abcdefghijklmnopqrstuvwxyzéüß0123456789 ')),
  minLength: 1,
});

test('the look of a name in Latin letters does not depend on case, width or how accents are put on', () => {
  fc.assert(
    fc.property(latin, (name) => {
      const look = skeletonOf(name);
      expect(skeletonOf(name.toUpperCase())).toBe(look);
      expect(skeletonOf(name.normalize('NFD'))).toBe(look);
      expect(skeletonOf(name.replace(/[a-z0-9]/g, wide))).toBe(look);
    }),
  );
});

test('any name has a look', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 32 }), (raw) => {
      const parsed = parseName(raw);
      if (!parsed.ok) return;
      expect(skeletonOf(parsed.value.name)).not.toBe('');
    }),
  );
});

/** ASCII letters and digits in full width (U+FF01 onwards). */
function wide(letter: string): string {
  return String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0);
}
