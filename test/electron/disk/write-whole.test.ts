import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeWhole } from '../../../electron/disk/write-whole.ts';
import { makeTemporaryFolder, removeFolder } from '../../support/host/temporary-folder.ts';

let folder: string;
beforeEach(() => {
  folder = makeTemporaryFolder();
});
afterEach(() => removeFolder(folder));

const bytes = (text: string) => Readable.from([Buffer.from(text)]);

test('replaces the file of that name and leaves everything else alone', async () => {
  writeFileSync(join(folder, 'plan.txt'), 'old');
  writeFileSync(join(folder, 'plan.txt.part'), 'of somebody');
  await writeWhole(bytes('new'), join(folder, 'plan.txt'));
  expect(readFileSync(join(folder, 'plan.txt'), 'utf8')).toBe('new');
  expect(readFileSync(join(folder, 'plan.txt.part'), 'utf8')).toBe('of somebody');
  expect(readdirSync(folder).sort()).toEqual(['plan.txt', 'plan.txt.part']);
});

test('a failed write leaves nothing new, and the old file', async () => {
  writeFileSync(join(folder, 'plan.txt'), 'old');
  writeFileSync(join(folder, 'plan.txt.part'), 'of somebody');
  const broken = new Readable({ read: () => undefined });
  const written = writeWhole(broken, join(folder, 'plan.txt'));
  broken.push('half of it');
  broken.destroy(new Error('gone'));
  await expect(written).rejects.toThrow('gone');
  expect(readFileSync(join(folder, 'plan.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder).sort()).toEqual(['plan.txt', 'plan.txt.part']);
});
