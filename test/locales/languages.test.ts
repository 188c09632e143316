/** Every language says all that English says, in its own plural forms, with the same gaps, and in its own words. */
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { chooseLanguage, LANGUAGES, LANGUAGE_NAMES, type Language } from '../../locales/language.ts';
import { createWords } from '../../locales/translate.ts';
import { sentencesOf } from '../support/sentences.ts';
import { ALIKE } from './alike.ts';

const PARTS = ['shared', 'chat', 'console', 'host', 'basic'] as const;
const OTHERS = LANGUAGES.filter((language) => language !== 'en');
const FORM = /_(zero|one|two|few|many|other)$/;
/** These may say a number in a word instead: "one day", "two days". */
const FEW_ENOUGH = /_(zero|one|two)$/;

const written = OTHERS.flatMap((language) =>
  PARTS.filter((part) => existsSync(new URL(`../../locales/en/${part}.json`, import.meta.url))).map(
    (part) => ({
      language,
      part,
    }),
  ),
);

/** What a language must say where English counts. */
function formsIn(language: Language, key: string, english: ReadonlyMap<string, string>): string[] {
  const base = key.replace(FORM, '');
  if (!FORM.test(key)) return [key];
  const forms = new Set<string>(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  if (english.has(`${base}_zero`)) forms.add('zero');
  return [...forms].map((form) => `${base}_${form}`);
}

function gapsOf(text = ''): string[] {
  return [...new Set(text.match(/\{\{\w+\}\}/g) ?? [])].sort();
}

test.each(written)('$language says all of $part, in its own plural forms', ({ language, part }) => {
  const english = sentencesOf('en', part);
  const wanted = new Set([...english.keys()].flatMap((key) => formsIn(language, key, english)));
  expect([...sentencesOf(language, part).keys()].sort()).toEqual([...wanted].sort());
});

test.each(written)('$language has the gaps of English in $part', ({ language, part }) => {
  const english = sentencesOf('en', part);
  for (const [key, text] of sentencesOf(language, part)) {
    const like = english.get(key) ?? english.get(key.replace(FORM, '_other'));
    const gaps = gapsOf(text);
    const counted = FEW_ENOUGH.test(key) ? [...new Set([...gaps, '{{count}}'])].sort() : gaps;
    expect([gapsOf(like), [...new Set([...gapsOf(like), '{{count}}'])].sort()], key).toContainEqual(counted);
    if (!FORM.test(key)) expect(gaps, key).toEqual(gapsOf(like));
  }
});

test.each(written)('$language says $part in its own words', ({ language, part }) => {
  const english = sentencesOf('en', part);
  const same = [...sentencesOf(language, part)]
    .filter(([key, text]) => text === english.get(key) && /\p{L}/u.test(text.replace(/\{\{\w+\}\}/g, '')))
    .map(([key]) => `${part}:${key}`);
  const allowed: readonly string[] = [...ALIKE.everywhere, ...ALIKE[language]];
  expect(same.filter((key) => !allowed.includes(key))).toEqual([]);
});

test('every language calls itself by its own name', () => {
  expect(Object.keys(LANGUAGE_NAMES).sort()).toEqual([...LANGUAGES].sort());
  expect(new Set(Object.values(LANGUAGE_NAMES)).size).toBe(LANGUAGES.length);
});

test('amounts are written as the language writes them, ports as they are typed', () => {
  const speak = createWords({ de: { shared: { sentence: '{{count}} auf {{port}}' } } }, 'de');
  const t = speak.getFixedT('de') as unknown as (key: string, gaps: object) => string;
  expect(t('shared:sentence', { count: 12_345, port: 12_345 })).toBe('12.345 auf 12345');
});

test.each([
  [['zh-TW'], 'zh-Hant'],
  [['zh-hk'], 'zh-Hant'],
  [['zh-MO'], 'zh-Hant'],
  [['zh-Hant-CN'], 'zh-Hant'],
  [['zh'], 'zh-Hans'],
  [['zh-SG'], 'zh-Hans'],
  [['zh-Hans-TW'], 'zh-Hans'],
  [['pt-PT'], 'pt'],
  [['pt_BR'], 'pt'],
  [['nl', 'de-AT', 'fr'], 'de'],
  [['ar-EG'], 'ar'],
  [['nl', 'xx'], 'en'],
  [['', '*', 'constructor', '-', 'z'.repeat(10_000)], 'en'],
  [[], 'en'],
])('whoever prefers %j is spoken to in %s', (preferences, language) => {
  expect(chooseLanguage(preferences)).toBe(language);
});
