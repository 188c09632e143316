import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitInto } from '../../../../renderer/ui/files/picture-size.ts';

it.each([
  [
    { width: 4000, height: 3000 },
    { width: 360, height: 270 },
  ],
  [
    { width: 3000, height: 4000 },
    { width: 240, height: 320 },
  ],
  [
    { width: 20, height: 10 },
    { width: 20, height: 10 },
  ],
  [
    { width: 40_000, height: 10 },
    { width: 360, height: 1 },
  ],
])('%o is shown as %o', (size, shown) => {
  expect(fitInto(size, { width: 360, height: 320 })).toEqual(shown);
});

it('never exceeds the box', () => {
  const side = fc.integer({ min: 1, max: 100_000 });
  fc.assert(
    fc.property(side, side, side, side, (width, height, boxWidth, boxHeight) => {
      const shown = fitInto({ width, height }, { width: boxWidth, height: boxHeight });
      expect(shown.width).toBeLessThanOrEqual(boxWidth);
      expect(shown.height).toBeLessThanOrEqual(boxHeight);
    }),
  );
});
