import { expect, test } from 'vitest';
import { electronFault } from '../../../build/electron/electron-age.mjs';

const day = (of: number) => `2026-11-${String(of).padStart(2, '0')}T00:00:00Z`;
const NOW = Date.parse(day(24));
const TIMES = {
  ...{ created: day(1), modified: day(24), '46.0.0-beta.1': day(2) },
  ...{
    '42.9.9': day(9),
    '43.0.0': day(1),
    '43.1.0': day(9),
    '44.0.0': day(2),
    '45.0.0': day(5),
    '45.0.1': day(11),
  },
};

test.each([
  ['45.0.1', undefined],
  ['45.0.0', undefined],
  ['44.0.0', undefined],
  ['43.1.0', undefined],
  ['43.0.0', 'Electron 43.0.0 is behind 43.1.0, which came out more than 14 days ago.'],
  ['42.9.9', 'Electron 42.9.9 is mended no more: its newest majors are 45, 44, 43.'],
])('Electron %s may be released unless: %s', (version, fault) => {
  expect(electronFault(version, TIMES, NOW)).toBe(fault);
});
