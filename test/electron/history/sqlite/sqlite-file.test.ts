import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { failureOf } from '../../../../electron/history/sqlite/failure.ts';
import { isTooOld, SqliteFile } from '../../../../electron/history/sqlite/sqlite-file.ts';
import { temporaryFolder } from '../../../support/host/temporary-folder.ts';

test.each([
  ['3.7.0', true],
  ['3.50.7', true],
  ['3.51.2', true],
  ['3.51.3', false],
  ['3.51.10', false],
  ['3.52.0', false],
  ['4.0.0', false],
])('SQLite %s is too old: %s', (version, old) => {
  expect(isTooOld(version)).toBe(old);
});

test('the SQLite that is here is none that loses what was committed, and waits for the disk', () => {
  const file = new SqliteFile(join(temporaryFolder(), 'history.db'));
  onTestFinished(() => file.close());
  const { version } = file.one('SELECT sqlite_version() AS version');
  expect(isTooOld(String(version))).toBe(false);
  const setting = (name: string) => Object.values(file.one(`PRAGMA ${name}`));
  expect(setting('journal_mode')).toEqual(['wal']);
  expect(setting('locking_mode')).toEqual(['exclusive']);
  // 2 is FULL, and INCREMENTAL (sqlite.org/pragma.html).
  expect(setting('synchronous')).toEqual([2]);
  expect(setting('auto_vacuum')).toEqual([2]);
  expect(setting('secure_delete')).toEqual([1]);
});

/** What of a folder this process has open. */
const openIn = (folder: string) =>
  readdirSync('/proc/self/fd')
    .map((name) => {
      try {
        return readlinkSync(`/proc/self/fd/${name}`);
      } catch {
        // It is closed since.
        return '';
      }
    })
    .filter((path) => path.startsWith(folder));

test.skipIf(process.platform !== 'linux')('a damaged file that is refused is let go at once', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'history.db');
  const file = new SqliteFile(path);
  expect(openIn(folder)).toContain(path);
  file.close();
  const damaged = join(folder, 'damaged.db');
  // All pages but the first.
  writeFileSync(damaged, readFileSync(path).fill('x', 4_096));
  expect(() => new SqliteFile(damaged)).toThrow();
  expect(openIn(folder)).not.toContain(damaged);
});

test('a file whose header is spoilt while somebody has it open is theirs, and is not mended', () => {
  const path = join(temporaryFolder(), 'history.db');
  const file = new SqliteFile(path);
  onTestFinished(() => file.close());
  const descriptor = openSync(path, 'r+');
  // A version of writing that there is not (sqlite.org/fileformat2.html §1.3).
  writeSync(descriptor, Buffer.of(3), 0, 1, 18);
  closeSync(descriptor);
  let failure;
  try {
    new SqliteFile(path);
  } catch (error) {
    failure = failureOf(error);
  }
  expect(failure).toBe('in-use');
});
