import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  parseMemory,
  fitToDisplay,
  readWindowMemory,
  WINDOW_LEAST,
  writeWindowMemory,
} from '../../../electron/app/window-place.ts';

import { temporaryFolder } from '../../support/host/temporary-folder.ts';

const desk = { x: 0, y: 0, width: 1_920, height: 1_040 };
const beside = { x: 1_920, y: -200, width: 2_560, height: 1_400 };
const place = { at: { x: 2_000, y: 100 }, width: 1_300, height: 900, maximized: false };

test('the window returns to its position while that screen is there', () => {
  expect(fitToDisplay(place, [desk, beside])).toEqual(place);
});

test('without that screen the system chooses the position, and the size fits', () => {
  expect(fitToDisplay({ ...place, width: 2_400, height: 1_300 }, [desk])).toEqual({
    width: 1_920,
    height: 1_040,
    maximized: false,
  });
});

test('a window whose upper edge could not be dragged is not placed there', () => {
  for (const at of [
    { x: -1_290, y: 0 },
    { x: 0, y: -900 },
    { x: 1_900, y: 0 },
    { x: 0, y: 1_030 },
  ])
    expect(fitToDisplay({ ...place, at }, [desk]).at, JSON.stringify(at)).toBeUndefined();
});

test('any file gives a window that can be seen and dragged', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (raw) => {
      const { at, width, height } = fitToDisplay(parseMemory(raw).place, [desk]);
      expect(width).toBeGreaterThanOrEqual(WINDOW_LEAST.width);
      expect(height).toBeLessThanOrEqual(desk.height);
      if (at !== undefined) expect(at.y).toBeGreaterThanOrEqual(0);
    }),
  );
  const huge = { place: { ...place, width: 99_999, height: 1, at: { x: 1e9, y: 0 } }, toldOfTray: true };
  expect(fitToDisplay(parseMemory(huge).place, [desk])).toEqual({
    width: 1_920,
    height: 420,
    maximized: false,
  });
  expect(parseMemory(huge).toldOfTray).toBe(true);
});

test('a failed write does not keep the window from closing', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'window.json');
  expect(writeWindowMemory(file, { place, toldOfTray: true })).toBe(true);
  expect(readWindowMemory(file)).toEqual({ place, toldOfTray: true });
  expect(writeWindowMemory(join(folder, 'nowhere', 'window.json'), { place, toldOfTray: false })).toBe(false);
  expect(readWindowMemory(file)).toEqual({ place, toldOfTray: true });
});
