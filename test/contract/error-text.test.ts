import { expect, test } from 'vitest';
import { errorText } from '../../contract/error-text.ts';

test('the text of an error is its message', () => {
  expect(errorText(new RangeError('too long'))).toBe('too long');
});

test('the text of any other value is the value as a string', () => {
  expect(errorText('EACCES')).toBe('EACCES');
  expect(errorText(undefined)).toBe('undefined');
});
