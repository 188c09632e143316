import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MentionIndex, type NamedPerson } from '../../../../electron/chat/text/mentions.ts';
import { effortMs } from '../../../support/host/effort.ts';

const PEOPLE = [
  'Ann',
  'Ann Lee',
  'Bob',
  'Guest 1',
  'Guest 12',
  'Zoë',
  'Νίκος',
  '李小龍',
  '김민준',
  'さくら',
  'a@b',
  '😀',
  "O'Neil",
  'علی‌رضا',
  'ශ්‍රී',
].map((name) => ({ id: name, name }));

/** As if everybody had come in just now. */
function findMentions(text: string, people: readonly NamedPerson[]): string[] {
  return indexOf(people).find(text);
}

function indexOf(people: readonly NamedPerson[]): MentionIndex {
  const index = new MentionIndex();
  for (const person of people) index.add(person);
  return index;
}

test.each([
  ['a name', '@Bob hello', ['Bob']],
  ['at the end', 'hello @Bob', ['Bob']],
  ['small letters', '@bob', ['Bob']],
  ['full width', '＠ＢＯＢ', ['Bob']],
  ['accents put on apart', '@Zoe\u0308', ['Zoë']],
  ['a Greek capital name', '@ΝΊΚΟΣ!', ['Νίκος']],
  ['a Greek capital name with an ending', "@ΝΊΚΟΣ's", ['Νίκος']],
  ['the longest', '@Ann Lee, hi', ['Ann Lee']],
  ['the shorter, if the longer goes on', '@Ann Leeds', ['Ann']],
  ['a blank too many in a name', '@Ann \n Lee', ['Ann Lee']],
  ['the longer number', '@Guest 12', ['Guest 12']],
  ['no number within a number', '@Guest 123', []],
  ['no name within a word', '@Bobby', []],
  ['no accent more than the name has', '@Bob\u0301', []],
  ['a possessive', "@Bob's", ['Bob']],
  ['a name with an apostrophe', "@O'Neil.", ["O'Neil"]],
  ['no address of mail', 'me@Bob.com', []],
  ['after a bracket', '(@Bob)', ['Bob']],
  ['after a line feed', 'a\n@Bob', ['Bob']],
  ['after an emoji with invisible parts', '❤️@Bob', ['Bob']],
  ['an emoji', '@😀 hi', ['😀']],
  ['a name with an @', '@a@b', ['a@b']],
  ['two at once', '@Bob@Ann', ['Bob']],
  ['two, in order', '@Bob, @Ann', ['Bob', 'Ann']],
  ['each once', '@Bob @bob @BOB', ['Bob']],
  ['Chinese follows directly', '@李小龍你好', ['李小龍']],
  ['Chinese goes before directly', '你好@李小龍', ['李小龍']],
  ['Japanese follows directly', '@さくらさん', ['さくら']],
  ['Chinese behind a Latin name', '@Bob你好', ['Bob']],
  ['a Korean ending', '@김민준이', ['김민준']],
  ['an apostrophe of a phone', '@O’Neil', ["O'Neil"]],
  ['a joiner that parts', '@علی‌رضا سلام', ['علی‌رضا']],
  ['the same name without it', '@علیرضا', ['علی‌رضا']],
  ['the same name with Arabic letters', '@علي‌رضا', ['علی‌رضا']],
  ['a joiner that joins', '@ශ්‍රී', ['ශ්‍රී']],
  ['no code', 'see `@Bob` here', []],
  ['no block', '```\n@Bob\n```\n@Ann', ['Ann']],
  ['no name across code', '@Ann `x` Lee', ['Ann']],
  ['a lone backtick', '` @Bob', ['Bob']],
  ['nobody', '@ @nobody @', []],
])('%s', (_, text, ids) => {
  expect(findMentions(text, PEOPLE)).toEqual(ids);
});

test('an accent tells two people apart', () => {
  const both = ['Zoe', 'Zoë'].map((name) => ({ id: name, name }));
  expect(findMentions('@Zoë', both)).toEqual(['Zoë']);
  expect(findMentions('@zoe', both)).toEqual(['Zoe']);
});

test('at most twenty are named', () => {
  const crowd = Array.from({ length: 30 }, (_, number) => ({ id: String(number), name: `P${number}` }));
  expect(findMentions(crowd.map(({ name }) => `@${name}`).join(' '), crowd)).toHaveLength(20);
});

test('whoever is named between blanks is found, and only those who are here are', () => {
  const words = fc.array(
    fc.constantFrom('hello', '@nobody', '`x`', '😀', ...PEOPLE.map(({ name }) => `@${name}`)),
  );
  fc.assert(
    fc.property(words, (said) => {
      const ids = findMentions(said.join(' , '), PEOPLE);
      expect(new Set(ids)).toEqual(
        new Set(PEOPLE.filter(({ name }) => said.includes(`@${name}`)).map(({ id }) => id)),
      );
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...Array.from('@aAnbB Le`\n😀李1')) }), (text) => {
      const ids = findMentions(text, PEOPLE);
      expect(PEOPLE.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    }),
  );
});

test('whoever came, went or took another name since, it answers as if all who are here had just come', () => {
  const person = fc.record({
    id: fc.nat(5).map(String),
    name: fc.constantFrom('Ann', 'ann', 'Ann Lee', 'Bob', 'B'),
  });
  fc.assert(
    fc.property(
      fc.array(person),
      fc.constantFrom('@ann', '@Ann Lee', '@Bob @B', '@Ann, @Bob'),
      (events, text) => {
        const index = new MentionIndex();
        const here = new Map<string, NamedPerson>();
        for (const next of events) {
          const before = here.get(next.id);
          if (before !== undefined) index.remove(before);
          here.delete(next.id);
          // Who comes under the name that they have goes.
          if (before?.name === next.name) continue;
          index.add(next);
          here.set(next.id, next);
        }
        expect(index.find(text)).toEqual(findMentions(text, [...here.values()]));
      },
    ),
  );
});

test('nobody is named once all have gone, nor by a removal of somebody who never came', () => {
  const index = indexOf(PEOPLE);
  index.remove({ id: 'x', name: 'Bob' });
  index.remove({ id: 'x', name: 'Bobby Longer' });
  expect(index.find('@Bob')).toEqual(['Bob']);
  for (const person of PEOPLE) index.remove(person);
  expect(index.find(PEOPLE.map(({ name }) => `@${name}`).join(' '))).toEqual([]);
});

test('ten thousand @ and five hundred people take no time', () => {
  const crowd = Array.from({ length: 500 }, (_, number) => ({
    id: String(number),
    name: `${'@'.repeat(28)}${number}`,
  }));
  const texts = [
    '@'.repeat(10_000),
    '@ '.repeat(10_000),
    `@${'@'.repeat(27)}1x `.repeat(400),
    '@`'.repeat(10_000),
  ];
  const index = indexOf(crowd);
  for (const text of texts) expect(effortMs(() => index.find(text))).toBeLessThan(LIMIT_MS);
});

/** What looks at everybody for each @ takes many seconds. */
const LIMIT_MS = 2_000;
