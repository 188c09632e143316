import fc from 'fast-check';
import { expect, it } from 'vitest';
import { kindOf, splitName, timeInName } from '../../../../renderer/ui/files/file-name.ts';

it('a name is split before its extension, between two characters', () => {
  expect(splitName('a.txt')).toEqual({ start: '', end: 'a.txt' });
  expect(splitName('Minutes of 😀May.docx')).toEqual({ start: 'Minutes of', end: ' 😀May.docx' });
});

it('nothing of a name is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const { start, end } = splitName(name);
      expect(start + end).toBe(name);
    }),
  );
});

it.each([
  ['a.pdf', 'PDF'],
  ['a.tar.gz', 'GZ'],
  ['README', undefined],
  ['.gitignore', undefined],
  ['a.документ', undefined],
  ['', undefined],
])('the kind of %s is %s', (name, kind) => {
  expect(kindOf(name)).toBe(kind);
});

it('a time in a name is valid on every file system', () => {
  expect(timeInName(new Date(2026, 10, 4, 9, 5, 7))).toBe('2026-11-04 09.05.07');
});
