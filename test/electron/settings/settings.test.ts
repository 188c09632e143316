import { randomBytes } from 'node:crypto';
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
import { APP_SETTINGS_DEFAULT } from '../../../contract/ipc/app-settings.ts';
import { Settings } from '../../../electron/settings/settings.ts';

const CHOICE = { adapter: 'eth0', port: 8080, room: 'Lobby' };

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-settings-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('the first time nothing is remembered, and the folder is made for its owner alone', () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  expect(new Settings(folder).read()).toEqual({});
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
])('a file that is %s is as if it were the first time', (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  expect(new Settings(folder).read()).toEqual({});
});

test('a file with one damaged part costs that part', () => {
  const folder = temporaryFolder();
  const stored = { adapter: '', port: 81, room: 'Class 3B', keepDays: 7, pin: '123456' };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(stored));
  const read = { port: 81, room: 'Class 3B', retentionDays: 7, pin: '123456' };
  expect(new Settings(folder).read()).toEqual(read);
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

test('the limits stay as they stand when a choice is written, whatever they are', () => {
  const folder = temporaryFolder();
  expect(new Settings(folder).readLimits()).toBeUndefined();
  for (const limits of [{ sockets: 100, lamps: 'x' }, ['x'], 7, null]) {
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ limits }));
    new Settings(folder).write(CHOICE);
    expect(new Settings(folder).readLimits()).toEqual(limits);
    expect(new Settings(folder).read()).toEqual(CHOICE);
  }
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

test('a file that nobody can read is put aside, and not written over', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), '{"adapter": "eth0", "po');
  const settings = new Settings(folder);
  const aside = settings.putAside();
  settings.write(CHOICE);
  expect(aside).toMatch(/^settings\.json\.damaged-\d+$/);
  expect(readFileSync(join(folder, aside ?? ''), 'utf8')).toBe('{"adapter": "eth0", "po');
  expect(settings.putAside()).toBeUndefined();
  expect(settings.read()).toEqual(CHOICE);
});

test('the settings of the app stay when a choice is written, and what is none of them is as usual', () => {
  const folder = temporaryFolder();
  const settings = new Settings(folder);
  expect(settings.putAside()).toBeUndefined();
  expect(settings.readApp()).toEqual(APP_SETTINGS_DEFAULT);
  settings.rememberApp({ ...APP_SETTINGS_DEFAULT, theme: 'dark', sounds: true });
  settings.write(CHOICE);
  settings.rememberLimits({ sockets: 100 });
  settings.rememberLanguage('ja');
  expect(new Settings(folder).readApp()).toEqual({ ...APP_SETTINGS_DEFAULT, theme: 'dark', sounds: true });
  expect(settings.readLimits()).toEqual({ sockets: 100 });
  writeFileSync(settings.file, JSON.stringify({ app: { theme: 1, sounds: 'yes', contrast: true } }));
  expect(settings.readApp()).toEqual({ ...APP_SETTINGS_DEFAULT, contrast: true });
});

test('whoever remembers a place alone leaves the PIN and the size, also a PIN that they cannot read', () => {
  const key = randomBytes(32);
  const chosen = {
    ...CHOICE,
    address: '192.168.1.5',
    pin: '246810',
    retentionDays: 7,
    retentionMegabytes: 4_096,
  };
  for (const window of [new Settings(temporaryFolder(), key), new Settings(temporaryFolder())]) {
    window.write(chosen);
    expect(new Settings(window.folder).rememberPlace({ ...CHOICE, port: 81 })).toBeUndefined();
    expect(window.read()).toEqual({ ...chosen, port: 81 });
  }
});
