import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ReservedNames } from '../../../../electron/chat/text/reserved-names.ts';
import { reservedWords } from '../../../../electron/server/reserved-words.ts';
import { LANGUAGES } from '../../../../locales/language.ts';

const reserved = new ReservedNames(reservedWords());

test.each([
  ...[
    'Организатор',
    'организатор',
    'модератор',
    'Модератор',
    '主持人',
    '管理员',
    '管理員',
    'ホスト',
    '호스트',
    '운영자',
  ],
  ...[
    'モデレーター',
    'Anfitrión',
    'anfitrion',
    'Anfitrião',
    'Hôte',
    'HOTE',
    'Modération',
    'المضيف',
    'مشرف',
    'Gastgeber',
  ],
  ...[
    'The host',
    'the_host',
    'TheHost',
    'Host (you)',
    'Host 👑',
    'Host·',
    'Host2',
    'H.o.s.t',
    'H o s t',
    '★HOST★',
  ],
  ...[
    'Porch light',
    'porch-light',
    'PorchLight',
    'Pоrchlight',
    'Markus Bold (host)',
    'Ann [moderator]',
    'Ann – admin',
  ],
  ...[
    'der Gastgeber',
    'el anfitrión',
    'l’hôte',
    '【主持人】小王',
    'h0st',
    'hοst',
    'ＨＯＳＴ',
    'Ho\u0301st',
    'system!',
  ],
])('nobody may be called %s', (name) => {
  expect(reserved.has(name)).toBe(true);
});

test.each([
  ...[
    'Ghost',
    'Hostetler',
    'Modesta',
    'Hosta',
    'Adminov',
    'Systema',
    'Ivan',
    'Анна',
    '小明',
    '김민준',
    'علی‌رضا',
    '😀',
  ],
  ...['Otto', 'Light', 'Porch', 'Ann', 'Mod', 'Modérée', 'Модест', 'さくら', 'مريم', '管', '...'],
])('%s is a name like any other', (name) => {
  expect(reserved.has(name)).toBe(false);
});

test.each(LANGUAGES)('what the page calls the host and a moderator in %s is reserved', (language) => {
  const read = (part: string) =>
    JSON.parse(readFileSync(`locales/${language}/${part}.json`, 'utf8')) as {
      people: Record<string, string>;
      name: Record<string, string>;
    };
  const { people } = read('chat');
  for (const word of [people['host'], people['moderator'], read('shared').name['host']])
    expect([word, reserved.has(word ?? '')]).toEqual([word, true]);
});
