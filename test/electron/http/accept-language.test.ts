import { expect, test } from 'vitest';
import { acceptedLanguages } from '../../../electron/http/accept-language.ts';

test.each([
  [undefined, []],
  ['', []],
  ['de', ['de']],
  ['en;q=0.3, ar , zh-TW;q=0.9', ['ar', 'zh-TW', 'en']],
  ['fr;q=0, de;q=0.0, ja;q=0.001', ['ja']],
  ['de;q=2, fr;q=x, <script>, en', ['en']],
])('%j requests %j', (header, languages) => {
  expect(acceptedLanguages(header)).toEqual(languages);
});

test('ignores everything after 20 languages or 512 characters', () => {
  expect(acceptedLanguages(`${'x,'.repeat(20)}de`)).not.toContain('de');
  expect(acceptedLanguages(`${' '.repeat(600)}de`)).toEqual([]);
});
