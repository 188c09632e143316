import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pinGroups } from '../../../../renderer/console/join/pin-groups.ts';

test.each([
  ['482913', ['482', '913']],
  ['48291355', ['4829', '1355']],
  ['482913557', ['482', '913', '557']],
])('%s is read out as %j', (pin, groups) => {
  expect(pinGroups(pin)).toEqual(groups);
});

test('no digit is lost, and no group is long', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{6,12}$/), (pin) => {
      const groups = pinGroups(pin);
      expect(groups.join('')).toBe(pin);
      expect(Math.max(...groups.map(({ length }) => length))).toBeLessThanOrEqual(4);
    }),
  );
});
