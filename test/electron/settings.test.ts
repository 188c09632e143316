import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { Settings } from '../../electron/settings.ts';

const CHOICE = { adapter: 'eth0', port: 8080, room: 'Lobby' };

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the first time nothing is remembered, and the folder is made for its owner alone', () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  expect(new Settings(folder).read()).toBeUndefined();
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('what was chosen is remembered by the next one', () => {
  const folder = temporaryFolder();
  new Settings(folder).write(CHOICE);
  expect(new Settings(folder).read()).toEqual(CHOICE);
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
});

test.each([
  ['empty', ''],
  ['half', '{"adapter": "eth0", "po'],
  ['something else', '[1, 2]'],
  ['null', 'null'],
  ['no text', '\u0000\ufffd'],
  ['a choice that is none', '{"adapter":"eth0","port":99999,"room":"Lobby"}'],
])('a file that is %s is as if it were the first time', (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  expect(new Settings(folder).read()).toBeUndefined();
});

test('a file is replaced as a whole, by a rename: what was there before is never written into', () => {
  const folder = temporaryFolder();
  const before = join(folder, 'before.json');
  writeFileSync(before, 'untouched');
  symlinkSync(before, join(folder, 'settings.json'));
  new Settings(folder).write(CHOICE);
  expect(readFileSync(before, 'utf8')).toBe('untouched');
  expect(new Settings(folder).read()).toEqual(CHOICE);
  expect(readdirSync(folder).sort()).toEqual(['before.json', 'settings.json']);
});

test('a write that was broken off leaves what was remembered', () => {
  const folder = temporaryFolder();
  new Settings(folder).write(CHOICE);
  writeFileSync(join(folder, 'settings.json.new'), '{"adap');
  expect(new Settings(folder).read()).toEqual(CHOICE);
  new Settings(folder).write({ ...CHOICE, port: 81 });
  expect(new Settings(folder).read()).toEqual({ ...CHOICE, port: 81 });
});

test('a folder that is a file is refused at once', () => {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, '');
  expect(() => new Settings(file)).toThrow(/EEXIST|ENOTDIR/);
  expect(() => new Settings(join(file, 'below'))).toThrow('ENOTDIR');
});

test('a settings file that is a folder is refused at once, not when the host is on already', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'settings.json'));
  expect(() => new Settings(folder)).toThrow('EISDIR');
});
