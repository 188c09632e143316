import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMixedScript } from '../../../contract/text/mixed-script.ts';
import { anyCharacter } from '../../support/any-character.ts';

test.each([
  ['M\u0430rk', true],
  ['I\u03bdan', true],
  ['Анна\u0061', true],
  ['νικ\u043e', true],
  ['b\u0585b', true],
  ['Mаry Ann', true],
  ['Mark', false],
  ['Müller 2', false],
  ['Zoe\u0308', false],
  ['Анна', false],
  ['Анна Smith', false],
  ['DJ Вася', false],
  ['Νίκος', false],
  ['王Mark', false],
  ['サクラ桜さくら', false],
  ['김Min준', false],
  ['محمد', false],
  ['Bob😀', false],
  ['😀', false],
  ["O'Neil-Smith", false],
])('%s mixes alphabets: %s', (name, mixed) => {
  expect(isMixedScript(name)).toBe(mixed);
});

test('any text mixes alphabets or does not', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), (text) => {
      expect(typeof isMixedScript(text)).toBe('boolean');
    }),
  );
});
