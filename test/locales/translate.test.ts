import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LANGUAGE_DEFAULT } from '../../locales/language.ts';
import { createWords } from '../../locales/translate.ts';
import host from '../../locales/en/host.json';
import shared from '../../locales/en/shared.json';

const PARTS = ['shared', 'chat', 'console', 'host', 'basic'] as const;
const folder = new URL('../../locales/', import.meta.url);
const languages = readdirSync(folder, { withFileTypes: true })
  .filter((each) => each.isDirectory())
  .map(({ name }) => name);

/** Every sentence of a part: its path → its text. */
function sentences(language: string, part: string): Map<string, unknown> {
  const found = new Map<string, unknown>();
  const walk = (node: object, path: string) => {
    for (const [key, value] of Object.entries(node) as [string, unknown][]) {
      if (typeof value === 'object' && value !== null) walk(value, `${path}${key}.`);
      else found.set(`${path}${key}`, value);
    }
  };
  walk(JSON.parse(readFileSync(new URL(`${language}/${part}.json`, folder), 'utf8')) as object, '');
  return found;
}

const everyPart = languages.flatMap((language) => PARTS.map((part) => ({ language, part })));

test.each(everyPart)(
  'every sentence of $part ($language) is text that says something',
  ({ language, part }) => {
    for (const [path, text] of sentences(language, part)) {
      expect(text, path).toBeTypeOf('string');
      expect(String(text).trim(), path).toBe(text);
      expect(text, path).not.toBe('');
    }
  },
);

test.each(everyPart)('every gap of $part ($language) is written {{so}}', ({ language, part }) => {
  for (const [path, text] of sentences(language, part)) {
    expect(String(text).replace(/\{\{[a-z]+\}\}/g, ''), path).not.toMatch(/[{}]/);
  }
});

test.each(everyPart)(
  'a sentence that counts in $part ($language) has its last form',
  ({ language, part }) => {
    const paths = [...sentences(language, part).keys()];
    for (const path of paths.filter((each) => /_(zero|one|two|few|many)$/.test(each))) {
      expect(paths).toContain(path.replace(/_[a-z]+$/, '_other'));
    }
  },
);

test('the asked language is spoken, and English stands in for what it lacks', () => {
  const half = { room: 'Diele' };
  const words = createWords({ en: { shared, host }, de: { shared: half } }, 'de');
  expect(words.t('shared:room')).toBe('Diele');
  expect(words.t('shared:entry.joined', { name: 'Ada' })).toBe('Ada joined');
});

test('an unknown language is English', () => {
  expect(createWords({ en: { shared } }, 'xx').t('shared:room')).toBe('Lobby');
});

test('names are put in as they are: not escaped, not read as a gap or a reference', () => {
  const t = createWords({ en: { shared } }, LANGUAGE_DEFAULT).t;
  for (const name of ['<b>&"', '$t(shared:room)', '{{name}}', '__proto__', '$&']) {
    expect(t('shared:entry.joined', { name })).toBe(`${name} joined`);
  }
});

test('making words adds nothing to the language files', () => {
  const files = { en: { shared } };
  const before = structuredClone(files);
  createWords(files, 'de');
  expect(files).toEqual(before);
});
