import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fileSize } from '../../locales/file-size.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1,023 bytes'],
  [1_536, '1.5 kB'],
  [10_200, '10 kB'],
  [1_048_575, '1 MB'],
  [3_000_000, '2.9 MB'],
  [104_857_600, '100 MB'],
  [104_857_599, '100 MB'],
  [4_561_325_260, '4.2 GB'],
  [-5, '0 bytes'],
])('%i bytes are told as %s', (bytes, words) => {
  expect(fileSize(bytes, 'en')).toBe(words);
});

it('no limit is told larger than it is', () => {
  expect(fileSize(104_857_599, 'en', Math.floor)).toBe('99 MB');
  expect(fileSize(3_000_000, 'en', Math.floor)).toBe('2.8 MB');
});

it('what would be 1,024 of a unit is told as one of the next', () => {
  const STEP = 1_024;
  fc.assert(
    fc.property(fc.integer({ min: STEP, max: STEP ** 4 }), (bytes) => {
      const [number = ''] = fileSize(bytes, 'en').split(' ');
      expect(Number(number.replace(',', ''))).toBeLessThan(STEP);
    }),
  );
});

it('is told as the language has it', () => {
  expect(fileSize(1_572_864, 'de')).toBe('1,5 MB');
  expect(fileSize(1_572_864, 'fr').replace(/\s/g, ' ')).toBe('1,5 Mo');
});
