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

test('the first time nothing is stored, and the folder is created for its owner only', () => {
  const folder = join(temporaryFolder(), 'a', 'b');
  expect(new Settings(folder).read()).toEqual({});
  expect(statSync(folder).mode & 0o777).toBe(0o700);
});

test('stored options are read by the next instance', () => {
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
])('a file that is %s counts as missing', (_, text) => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'settings.json'), text);
  expect(new Settings(folder).read()).toEqual({});
});

test('a file with one damaged field loses that field only', () => {
  const folder = temporaryFolder();
  const stored = { adapter: '', port: 81, room: 'Class 3B', keepDays: 7, pin: '123456' };
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(stored));
  const read = { port: 81, room: 'Class 3B', retentionDays: 7, pin: '123456' };
  expect(new Settings(folder).read()).toEqual(read);
});

test('a file is replaced as a whole, by a rename: the old one is never written into', () => {
  const folder = temporaryFolder();
  const before = join(folder, 'before.json');
  writeFileSync(before, 'untouched');
  symlinkSync(before, join(folder, 'settings.json'));
  new Settings(folder).write(CHOICE);
  expect(readFileSync(before, 'utf8')).toBe('untouched');
  expect(new Settings(folder).read()).toEqual(CHOICE);
  expect(readdirSync(folder).sort()).toEqual(['before.json', 'settings.json']);
});

test('a failed write leaves the old settings', () => {
  const folder = temporaryFolder();
  new Settings(folder).write(CHOICE);
  writeFileSync(join(folder, 'settings.json.new'), '{"adap');
  expect(new Settings(folder).read()).toEqual(CHOICE);
  new Settings(folder).write({ ...CHOICE, port: 81 });
  expect(new Settings(folder).read()).toEqual({ ...CHOICE, port: 81 });
});

test('the limits stay as they are when options are written, even invalid ones', () => {
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

test('a settings file that is a folder is refused at once, not after the host has started', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'settings.json'));
  expect(() => new Settings(folder)).toThrow('EISDIR');
});

test('a file that cannot be parsed is put aside, not overwritten', () => {
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

test('the app settings stay when options are written, and invalid ones have their defaults', () => {
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

test('setting the place alone keeps the PIN and the size, even an unreadable PIN', () => {
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
