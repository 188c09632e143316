import { expect, test } from 'vitest';
import { nextPlace } from '../../../../renderer/console/controls/arrow-keys.ts';

test.each([
  ['ArrowRight', 0, 1],
  ['ArrowRight', 2, undefined],
  ['ArrowLeft', 1, 0],
  ['ArrowLeft', 0, undefined],
  ['ArrowDown', 1, 2],
  ['ArrowUp', 2, 1],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['a', 1, undefined],
])('%s leads from place %i of three to %s', (key, place, next) => {
  expect(nextPlace(key, place, 3)).toBe(next);
});
