import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldName } from '../../../contract/text/fold-text.ts';
import { parseReason, parseName } from '../../../contract/text/writing.ts';
import { withoutUnseen } from '../../../contract/text/unseen.ts';

const SPELLED = [
  ['Sinhala', 'ශ්‍රී'],
  ['Persian', 'علی‌رضا'],
  ['Persian with a vowel point', 'علیِ‌رضا'],
  ['Urdu', 'مہ‌جبین'],
  ['Malayalam', 'രാജന്‍'],
  ['Malayalam within a word', 'അന്‍വര്‍'],
  ['Bengali', 'র‍্যাব'],
  ['Bengali with an open t', 'উত্‍পল'],
  ['Marathi', 'सुऱ्‍या'],
  ['Hindi, letters kept apart', 'राम्‌सिंह'],
  ['Kannada', 'ರಾಮ್‌ಕುಮಾರ್'],
  ['Mongolian', 'ᠰᠠᠷ᠎ᠠ'],
  ['Mongolian with a chosen form', 'ᠨᠠᠷᠠᠨ᠋ᠠ'],
  ['the flag of Scotland', 'Ann 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}'],
  ['a family', '👩‍👩‍👧‍👦'],
] as const;

test.each(SPELLED)('%s keeps what spells it, in names and in reasons', (_, text) => {
  expect(withoutUnseen(text)).toBe(text);
  expect(parseName(text)).toEqual({
    ok: true,
    value: { name: text.normalize('NFKC'), key: foldName(text) },
  });
  expect(parseReason(text)).toBe(text);
});

test.each(SPELLED)('%s is the same name without it', (_, text) => {
  const bare = text.replace(/[\u180b-\u180f\u200c\u200d]/g, '');
  expect(foldName(bare)).toBe(foldName(text));
});

test.each([
  ['between Latin letters', 'a\u200db\u200cc', 'abc'],
  ['at the edges', '\u200cعلی\u200c', 'علی'],
  ['behind a letter that joins none', 'دا\u200cد', 'داد'],
  ['between Arabic and Latin', 'ع\u200ca', 'عa'],
  ['joining Arabic letters', 'ع\u200dل', 'عل'],
  ['twice', 'ශ්\u200d\u200dරී', 'ශ්\u200dරී'],
  ['tags that make no flag', '🏴\u{e0067}\u{e007f}x\u{e0041}', '🏴x'],
  ['tags behind another emoji', '😀\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}', '😀'],
  ['Mongolian signs elsewhere', 'a\u180b\u180eb', 'ab'],
  ['a zero-width space', 'علی\u200bرضا', 'علیرضا'],
])('what shows nothing goes: %s', (_, text, shown) => {
  expect(withoutUnseen(text)).toBe(shown);
});

test('in a reason nothing invisible parts a word, and control characters do', () => {
  expect(parseReason('to\u200bo\u00ad loud\u0007now')).toBe('too loud now');
});

test('what is left is not changed by leaving it out again', () => {
  const signs = [
    'ع',
    'ل',
    'د',
    '\u064e',
    '\u200c',
    '\u200d',
    '\u200b',
    'ශ',
    '\u0dca',
    'র',
    '\u09cd',
    'ᠠ',
    '\u180b',
  ];
  const unit = fc.constantFrom(...signs, '🏴', '\u{e0067}', '\u{e007f}', '👩', '\ufe0f', 'a', ' ');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
      expect(withoutUnseen(withoutUnseen(text))).toBe(withoutUnseen(text));
    }),
    { numRuns: 2_000 },
  );
});

test('between two Arabic letters a joiner that parts stays where a domain may have it (RFC 5892 A.1)', () => {
  const letters = [
    'ا',
    'ب',
    'ة',
    'د',
    'ر',
    'س',
    'ع',
    'ک',
    'ل',
    'م',
    'ن',
    'ه',
    'و',
    'ی',
    'ي',
    'ى',
    'ء',
    'أ',
    'ئ',
    'ؤ',
    'ڕ',
    'ێ',
    'ۆ',
    'ے',
  ];
  for (const one of letters)
    for (const other of letters) {
      const text = `${one}\u200c${other}`;
      expect([text, withoutUnseen(text) === text]).toEqual([text, domainToASCII(text) !== '']);
    }
});
