import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isHeaderSpoilt } from '../../../../electron/history/sqlite/file-header.ts';
import { makeTemporaryFolder, removeFolder } from '../../../support/host/temporary-folder.ts';

function fileOf(bytes: Buffer): string {
  const folder = makeTemporaryFolder();
  onTestFinished(() => removeFolder(folder));
  writeFileSync(join(folder, 'file'), bytes);
  return join(folder, 'file');
}

function header(writeVersion: number, schemaFormat: number): Buffer {
  const bytes = Buffer.alloc(100);
  bytes.writeUInt8(writeVersion, 18);
  bytes.writeUInt32BE(schemaFormat, 44);
  return bytes;
}

test.each([
  [1, 0, false],
  [2, 4, false],
  [3, 4, true],
  [2, 5, true],
  [2, 0x0100_0004, true],
])('a file that is written as %d, its schema as %d', (writeVersion, schemaFormat, spoilt) => {
  expect(isHeaderSpoilt(fileOf(header(writeVersion, schemaFormat)))).toBe(spoilt);
});

test('what is too short for a header says nothing', () => {
  expect(isHeaderSpoilt(fileOf(Buffer.alloc(0)))).toBe(false);
  expect(isHeaderSpoilt(fileOf(header(9, 9).subarray(0, 99)))).toBe(false);
});
