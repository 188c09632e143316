import { expect, test } from 'vitest';
import { parsePin } from '../../../contract/model/pin.ts';

test.each([
  ['123456', '123456'],
  [' 123 456 ', '123456'],
  ['12-34-56-78-90-12', '123456789012'],
])('%j is the PIN %s', (written, pin) => {
  expect(parsePin(written)).toBe(pin);
});

test.each(['', '12345', '1234567890123', '12345a', '１２３４５６', '+123456', '123.456'])(
  '%j is no PIN',
  (written) => {
    expect(parsePin(written)).toBeUndefined();
  },
);
