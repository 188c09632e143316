import { expect, test } from 'vitest';
import { defined } from '../../contract/defined.ts';

test('leaves out fields that are undefined, and keeps every other value', () => {
  const fields = { a: undefined, b: null, c: 0, d: '', e: false };
  expect(Object.keys(defined(fields))).toEqual(['b', 'c', 'd', 'e']);
});

test('does not change the object that it is given', () => {
  const fields = { a: undefined, b: 1 };
  expect(defined(fields)).toStrictEqual({ b: 1 });
  expect(Object.keys(fields)).toEqual(['a', 'b']);
});
