import { expect, it } from 'vitest';
import { numberFormat, timeFormat } from '../../locales/formats.ts';

it('writes numbers and times with the digits of links and PINs, whatever the engine would take', () => {
  const noon = new Date(2026, 3, 2, 12, 4).getTime();
  // Every engine takes Arabic digits for Egypt, and some do for Arabic as such.
  const written = [
    numberFormat('ar-EG').format(1204),
    numberFormat('ar-EG', { style: 'unit', unit: 'day' }).format(90),
    timeFormat('ar-EG', { timeStyle: 'short' }).format(noon),
  ].join(' ');
  expect(written).toMatch(/1,204.*90.*12:04/);
  expect(written).not.toMatch(/[\u0660-\u0669]/);
});
