import fc from 'fast-check';
import { expect, test } from 'vitest';
import { excerptOf } from '../../../../electron/chat/text/excerpt.ts';

const graphemes = (text: string) => Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment);

test.each([
  ['a short text stays', 'Hello', 'Hello'],
  ['lines become one', 'one\n\n  two\tthree\n', 'one two three'],
  ['as many as fit are not cut', 'a'.repeat(140), 'a'.repeat(140)],
  ['one more is cut', 'a'.repeat(141), 'a'.repeat(140) + '…'],
  ['no blank before the ellipsis', `${'a'.repeat(139)} ${'b'.repeat(9)}`, 'a'.repeat(139) + '…'],
  ['emoji are whole', '👩‍👩‍👧‍👦'.repeat(150), '👩‍👩‍👧‍👦'.repeat(90) + '…'],
  ['surrogate pairs are whole', '😀'.repeat(141), '😀'.repeat(140) + '…'],
  ['of a heap of marks eight stay', `ab${'\u0301'.repeat(4_000)}`, `ab${'\u0301'.repeat(8)}`],
  ['an emoji of very many parts is left out', `a${'👩\u200d'.repeat(1_000)}👩`, 'a…'],
  ['nothing stays nothing', '', ''],
])('%s', (_, text, excerpt) => {
  expect(excerptOf(text)).toBe(excerpt);
});

test('an excerpt is a beginning of the text, in whole graphemes, and short', () => {
  const units = fc.constantFrom('a', ' ', '\n', '😀', 'e\u0301', '👩🏽‍🚀', '🇨🇭', '한', '\u202e', '…');
  fc.assert(
    fc.property(fc.array(units, { maxLength: 400 }), (parts) => {
      const line = parts.join('').replace(/\s+/g, ' ').trim();
      const excerpt = excerptOf(parts.join(''));
      expect(excerpt).not.toMatch(/[\n\r]/);
      expect(excerpt.length).toBeLessThanOrEqual(1_001);
      if (excerpt === line) return;
      const kept = graphemes(excerpt.slice(0, -1));
      expect(kept).toEqual(graphemes(line).slice(0, kept.length));
      expect(kept.length).toBeLessThanOrEqual(140);
      expect(excerpt.isWellFormed()).toBe(true);
    }),
  );
});
