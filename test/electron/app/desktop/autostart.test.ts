import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { autostartFolder, desktopEntry, setAutostart } from '../../../../electron/app/desktop/autostart.ts';

test('the entry is written where the session looks, and removed again', () => {
  const config = mkdtempSync(join(tmpdir(), 'porchlight-autostart-'));
  onTestFinished(() => rmSync(config, { recursive: true }));
  const folder = autostartFolder({ XDG_CONFIG_HOME: config });
  setAutostart(folder, ['/opt/Porch light/porchlight', '--hidden'], 'Porchlight');
  const entry = readFileSync(join(config, 'autostart/porchlight.desktop'), 'utf8');
  expect(entry).toContain('\nExec="/opt/Porch light/porchlight" "--hidden"\n');
  expect(entry.startsWith('[Desktop Entry]\nType=Application\n')).toBe(true);
  setAutostart(folder, undefined, 'Porchlight');
  setAutostart(folder, undefined, 'Porchlight');
  expect(readdirSync(folder)).toEqual([]);
});

test('a relative folder is ignored', () => {
  expect(autostartFolder({ XDG_CONFIG_HOME: 'here' })).not.toContain('here');
  expect(autostartFolder({})).toMatch(/\.config\/autostart$/);
});

test.each([
  ['/a"b', String.raw`Exec="/a\\"b"`],
  ['/a$b', String.raw`Exec="/a\\$b"`],
  ['/a`b', 'Exec="/a\\\\`b"'],
  ['/a\\b', String.raw`Exec="/a\\\\b"`],
  ['/50%', 'Exec="/50%%"'],
  ['/a\nExec=evil', String.raw`Exec="/a\nExec=evil"`],
])('%j is one argument, and nothing in it is interpreted', (path, line) => {
  const lines = desktopEntry([path], 'Porchlight').split('\n');
  expect(lines.filter((each) => each.startsWith('Exec='))).toEqual([line]);
});
