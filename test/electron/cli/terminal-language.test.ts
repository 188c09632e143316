import { expect, test } from 'vitest';
import { terminalLanguages } from '../../../electron/cli/terminal-language.ts';

test.each([
  [{ LANG: 'zh_TW.UTF-8' }, ['zh-TW']],
  [{ LC_ALL: 'de_AT@euro', LANG: 'fr_FR.UTF-8' }, ['de-AT']],
  [{ LC_ALL: '', LC_MESSAGES: 'ja_JP', LANG: 'fr_FR' }, ['ja-JP']],
  [{ LANGUAGE: 'pt_BR:es', LANG: 'en_US.UTF-8' }, ['pt-BR', 'es', 'en-US']],
  [{ LANGUAGE: 'de', LC_ALL: 'C.UTF-8' }, []],
  [{ LANG: 'POSIX' }, []],
  [{}, ['ko-KR']],
])('%j prefers %j', (environment, languages) => {
  expect(terminalLanguages(environment, 'ko-KR')).toEqual(languages);
});
