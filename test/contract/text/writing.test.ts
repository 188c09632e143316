import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName } from '../../../contract/text/fold-text.ts';
import { clampMarks, parseEmoji, parseName, parseQuery, parseText } from '../../../contract/text/writing.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { effortMs } from '../../support/host/effort.ts';

const nameOf = (raw: unknown) => {
  const parsed = parseName(raw);
  return parsed.ok ? parsed.value.name : parsed.error;
};
const textOf = (raw: unknown) => {
  const parsed = parseText(raw);
  return parsed.ok ? parsed.value : parsed.error;
};

test.each([
  ['blank edges go', ' Ada ', 'Ada'],
  ['blanks inside become one space', 'Ada \t\u00a0\u3000 L', 'Ada L'],
  ['a line feed becomes a space', 'Ada\nL', 'Ada L'],
  ['full-width letters become plain (NFKC)', 'Ａｄａ', 'Ada'],
  ['a letter and its accent become one (NFC)', 'e\u0301', '\u00e9'],
  ['an accent behind something invisible meets its letter', 'e\u200b\u0301', '\u00e9'],
  ['a zero-width space goes', 'b\u200bob', 'bob'],
  ['a byte order mark goes', '\ufeffbob', 'bob'],
  ['a soft hyphen goes', 'b\u00adob', 'bob'],
  ['a word joiner goes', 'b\u2060ob', 'bob'],
  ['a grapheme joiner goes', 'b\u034fob', 'bob'],
  ['a Hangul filler goes', 'b\u3164ob\u115f\u1160', 'bob'],
  ['a variation selector after a letter goes', 'b\ufe0fo\ufe00b\u{e0100}', 'bob'],
  ['an override to right-to-left goes', '\u202ebob', 'bob'],
  ['isolates and marks go', '\u2066bob\u2069\u200f', 'bob'],
  ['tag characters go', 'bob\u{e0041}\u{e007f}', 'bob'],
  ['control characters go', 'b\u0000o\u001b\u009bb', 'bob'],
  ['private and unassigned characters go', 'b\ue000o\u{10ffff}b\u0378', 'bob'],
  ['a joiner between letters goes', 'a\u200db', 'ab'],
  ['a joiner at the end goes', '👩\u200d', '👩'],
])('%s', (_, raw, name) => {
  expect(nameOf(raw)).toBe(name);
});

test.each([
  ['Arabic', 'محمد علي'],
  ['Hebrew', 'דָּוִד'.normalize('NFKC')],
  ['Chinese', '李小龍'],
  ['Japanese', 'さくらパパ'],
  ['Korean', '김민준'],
  ['Devanagari', 'श्रीमती'],
  ['Thai', 'สมชาย'],
  ['Cyrillic', 'Ёжик'],
  ['punctuation', "O'Neil-Smith, Jr."],
  ['a family of emoji', '👩‍👩‍👧‍👦'],
  ['a skin tone and a profession', '👩🏽‍🚀'],
  ['a coloured heart on fire', '❤️‍🔥'],
  ['a flag', '🇨🇭 Heidi'],
  ['a key cap', 'Nr 1️⃣'],
])('a name in %s stays as it is', (_, name) => {
  expect(nameOf(name)).toBe(name);
});

test('one character that becomes eighteen is counted as eighteen', () => {
  expect(nameOf('\ufdfa')).toBe('صلى الله عليه وسلم');
  expect(nameOf('\ufdfa'.repeat(2))).toBe('name-too-long');
});

test('a letter has eight marks at the most, in names and in texts, whatever joins them', () => {
  const pile = (count: number, joiner = '') => `x${`\u0323${joiner}`.repeat(count)}y`;
  expect(nameOf(pile(8))).toBe(pile(8));
  expect(nameOf(pile(40))).toBe(pile(8));
  expect(nameOf(pile(40, '\u200d'))).toBe(pile(8));
  expect(textOf(`${pile(8)} ${pile(9)}`)).toBe(`${pile(8)} ${pile(8)}`);
  expect(textOf(pile(500, '\u200c'))).toBe(pile(8, '\u200c'));
  expect(textOf(`x${'\u0323'.repeat(8)}\u0000${'\u0323'.repeat(8)}y`)).toBe(pile(8));
});

test.each([
  ['Hebrew with its points and its accents', 'בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים'],
  ['Thai', 'ที่นี่ ผู้ใหญ่'],
  ['Tibetan', 'བསྒྲུབས་ཧཱུྃ'],
  ['Vietnamese, taken apart', 'Tiếng Việt'.normalize('NFD')],
  ['Devanagari', 'क्षत्रियों'],
  ['Burmese', 'မြန်မာဘာသာ'],
  ['an emoji of many parts', '👩🏽‍❤️‍💋‍👨🏿'],
])('%s keeps all its marks', (_, text) => {
  expect(textOf(text)).toBe(text);
});

test('sixty thousand marks take no time', () => {
  const effort = effortMs(() => {
    expect(clampMarks(`x${'\u0323\u200d'.repeat(30_000)}`)).toBe(`x${'\u0323\u200d'.repeat(8)}`);
    expect(clampMarks('x\u0323'.repeat(30_000))).toHaveLength(60_000);
  });
  expect(effort).toBeLessThan(2_000);
});

test.each([
  ['nothing', ''],
  ['blanks', ' \t\u3000'],
  ['only invisible characters', '\u200b\u200d\ufeff\u2060'],
  ['only Hangul fillers', '\u3164\u115f\u1160\uffa0'],
  ['only a blank of Braille', '\u2800'],
  ['only a combining accent', '\u0301'],
  ['only a variation selector', '\ufe0f'],
])('a name of %s is empty', (_, raw) => {
  expect(nameOf(raw)).toBe('name-empty');
});

test.each([['\ud800'], ['a\udc00b'], ['\udc00\ud800'], [undefined], [null], [7], [['Ada']], [{}]])(
  'a name that is no well-formed text is refused as such: %j',
  (raw) => {
    expect(nameOf(raw)).toBe('name-not-text');
  },
);

test('a name may have 32 graphemes and 128 bytes, and not one more', () => {
  expect(nameOf('a'.repeat(32))).toBe('a'.repeat(32));
  expect(nameOf('a'.repeat(33))).toBe('name-too-long');
  expect(nameOf('👍'.repeat(32))).toBe('👍'.repeat(32));
  // One grapheme of 11 code points and 41 bytes, and a little.
  expect(nameOf(`${'👩‍👩‍👧‍👦'.repeat(5)}abc`)).toBe(`${'👩‍👩‍👧‍👦'.repeat(5)}abc`);
  expect(nameOf(`${'👩‍👩‍👧‍👦'.repeat(5)}abcd`)).toBe('name-too-long');
  expect(nameOf('a'.repeat(1_000_000))).toBe('name-too-long');
});

test.each([
  ['Mark', 'mARK'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδοσ'],
  ['bob', 'b\u200bob '],
  ['Ａda', 'ada'],
  ['ﬁn', 'FIN'],
])('%s and %s are one name', (one, other) => {
  const [first, second] = [parseName(one), parseName(other)];
  expect(first.ok && second.ok && first.value.key === second.value.key).toBe(true);
});

test('a canonical name is its own canonical form', () => {
  const odd = fc.constantFrom(
    '\u200d',
    '\ufe0f',
    '\u0301',
    '\u200b',
    '👩',
    '🏽',
    '❤',
    ' ',
    '\u3164',
    'ﬁ',
    'ᄀ',
    'ᅡ',
  );
  const written = fc.string({
    unit: fc.oneof(odd, fc.string({ unit: anyCharacter, maxLength: 1 })),
    maxLength: 40,
  });
  fc.assert(
    fc.property(written, (raw) => {
      const once = parseName(raw);
      if (!once.ok) return;
      expect(parseName(once.value.name)).toEqual(once);
      expect(once.value.key).toBe(foldName(once.value.name));
      expect(once.value.name).toBe(once.value.name.normalize('NFKC').trim());
    }),
    { numRuns: 500 },
  );
});

test.each([
  ['line ends become line feeds', 'a\r\nb\rc\n\rd', 'a\nb\nc\n\nd'],
  ['the separators of Unicode become line feeds', 'a\u2028b\u2029c', 'a\nb\nc'],
  ['control characters go', 'a\u0000b\u001b[2Jc\u007fd\u009be', 'ab[2Jcde'],
  ['tabs and indentation stay', '  if x:\n\ty', '  if x:\n\ty'],
  ['blanks at the end go', 'a \t\n\n  ', 'a'],
  ['empty lines at the start go', '\r\n\n  a', '  a'],
  ['what an override and joiners do is left to the page', 'a\u202eb\u200dc', 'a\u202eb\u200dc'],
])('%s', (_, raw, text) => {
  expect(textOf(raw)).toBe(text);
});

test.each([[''], [' \n\t '], ['\r\n'], ['\u0000\u0007'], ['\u3000\ufeff'], ['\u200b\u2060'], ['\u3164']])(
  'a text in which there is nothing to see is empty: %j',
  (raw) => {
    expect(textOf(raw)).toBe('text-empty');
  },
);

test.each([['\ud800'], ['a\udfffb'], [undefined], [null], [7], [['a']]])('no well-formed text: %j', (raw) => {
  expect(textOf(raw)).toBe('text-not-text');
});

test('a text may have 4,000 code points and 500 lines, and not one more', () => {
  expect(textOf('😀'.repeat(4_000))).toBe('😀'.repeat(4_000));
  expect(textOf('😀'.repeat(4_001))).toBe('text-too-long');
  expect(textOf(`${'a\n'.repeat(499)}a`)).toBe(`${'a\n'.repeat(499)}a`);
  expect(textOf(`${'a\n'.repeat(500)}a`)).toBe('text-too-many-lines');
  expect(textOf(`${'a\u2028'.repeat(500)}a`)).toBe('text-too-many-lines');
});

test('a canonical text is its own canonical form, and nothing makes the parser throw', () => {
  const odd = fc.constantFrom(
    '\r',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '\u0000',
    '\u2028',
    '\ufeff',
    '\u200b',
    '\u0085',
  );
  const written = fc.string({ unit: fc.oneof(odd, fc.string({ unit: anyCharacter, maxLength: 1 })) });
  fc.assert(
    fc.property(fc.oneof(written, fc.anything()), (raw) => {
      const once = parseText(raw);
      if (once.ok) expect(parseText(once.value)).toEqual(once);
    }),
    { numRuns: 500 },
  );
});

describe('an emoji', () => {
  test.each([
    ['👍', '👍'],
    ['👍\ufe0f', '👍'],
    ['❤', '❤\ufe0f'],
    ['❤\ufe0f', '❤\ufe0f'],
    ['❤\u200d🔥', '❤\ufe0f\u200d🔥'],
    ['☝🏽', '☝🏽'],
    ['1\u20e3', '1\ufe0f\u20e3'],
    ['🇩🇪', '🇩🇪'],
    ['👨‍👩‍👧', '👨‍👩‍👧'],
    ['🏴󠁧󠁢󠁥󠁮󠁧󠁿', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
  ])('%s has one form, however a keyboard writes it', (raw, canonical) => {
    expect(parseEmoji(raw)).toBe(canonical);
    expect(parseEmoji(canonical)).toBe(canonical);
  });

  test.each(['', 'a', '1', '👍👍', '👍 ', ':)', '<b>', '\u200d', '🇩', 42, undefined])('%j is none', (raw) => {
    expect(parseEmoji(raw)).toBeUndefined();
  });
});

describe('what is searched', () => {
  test.each([
    ['  Straße ', 'strasse'],
    ['ＡＢＣ', 'abc'],
    ['two\n  lines', 'two lines'],
    ['天氣', '天氣'],
  ])('%j is looked for as %j', (raw, text) => {
    expect(parseQuery(raw)).toEqual({ ok: true, value: text });
  });

  test('is nothing but blanks', () =>
    expect(parseQuery(' \u00a0\n')).toEqual({ ok: false, error: 'query-empty' }));
  test('is too long', () =>
    expect(parseQuery('x'.repeat(201))).toEqual({ ok: false, error: 'text-too-long' }));
});
