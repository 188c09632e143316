import { expect, it } from 'vitest';
import { fileSize } from '../../../renderer/ui/use-file-size.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1_023, '1,023 bytes'],
  [1_536, '1.5 kB'],
  [104_857_600, '100 MB'],
  [104_857_599, '99 MB'],
  [4_561_325_260, '4.2 GB'],
  [-5, '0 bytes'],
])('%i bytes are told as %s, never more than there are', (bytes, words) => {
  expect(fileSize(bytes, 'en')).toBe(words);
});

it('is told as the language has it', () => {
  expect(fileSize(1_572_864, 'de')).toBe('1,5 MB');
  expect(fileSize(1_572_864, 'fr').replace(/\s/g, ' ')).toBe('1,5 Mo');
});
