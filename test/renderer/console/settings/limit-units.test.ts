import { expect, test } from 'vitest';
import { readLimit, showLimit } from '../../../../renderer/console/settings/limit-units.ts';

const file = { name: 'file-bytes', unit: 'bytes', value: 104_857_600, usual: 104_857_600 } as const;
const shown = showLimit({ ...file, least: 65_536, most: 4_294_967_296 });

test('bytes are shown as people read them, never below the least nor above the most', () => {
  expect(shown).toMatchObject({ unit: 'mebibytes', value: 100, usual: 100, least: 1, most: 4_096 });
  const text = { ...file, name: 'message-bytes', usual: 65_536, value: 40_000 } as const;
  expect(showLimit({ ...text, least: 32_768, most: 1_048_576 })).toMatchObject({
    ...{ unit: 'kibibytes', value: 39, least: 32, most: 1_024 },
  });
});

test.each([
  ['1', 1_048_576],
  [' 4096 ', 4_294_967_296],
  ['0', undefined],
  ['4097', undefined],
  ['', undefined],
  ['1.5', undefined],
  ['-3', undefined],
  ['1e3', undefined],
])('%j is %j', (written, limit) => {
  expect(readLimit(shown, written)).toBe(limit);
});
