import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseForm } from '../../../../electron/http/pages/form-body.ts';

test('reads back everything that a browser sends, in any script', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' })), {
        selector: ([name]) => name,
        maxLength: 16,
      }),
      (pairs) => {
        const form = parseForm(new URLSearchParams(pairs).toString());
        expect([...(form ?? [])]).toEqual(pairs);
      },
    ),
  );
});

test.each([
  ['no UTF-8', 'a=%ff'],
  ['half a letter', 'a=%e4%bd'],
  ['an overlong slash', 'a=%c0%af'],
  ['half a percent sign', 'a=%4'],
  ['letters that are not written in percent signs', 'a=\u00e9'],
  ['a control character', 'a=\n'],
  ['the same field twice', 'a=1&a=2'],
  ['too many fields', Array.from({ length: 17 }, (_, i) => `a${i}=`).join('&')],
])('refuses %s', (_, body) => {
  expect(parseForm(body)).toBeUndefined();
});

test('the name of a built-in property is a field like any other', () => {
  expect(parseForm('__proto__=1&constructor=2')?.get('__proto__')).toBe('1');
  expect(parseForm('')?.size).toBe(0);
});
