import { expect, test } from 'vitest';
import { macFirewall, readFirewall, ufwIsOn, windowsFirewall } from '../../../electron/lan/firewall.ts';

const registry = (...values: readonly number[]) =>
  values
    .map(
      (value) =>
        `HKEY_LOCAL_MACHINE\\SYSTEM\\…\\Profile\r\n    EnableFirewall    REG_DWORD    0x${value}\r\n`,
    )
    .join('\r\n');

test.each([
  [registry(1, 1, 1), 'windows'],
  [registry(0, 0, 1), 'windows'],
  [registry(0, 0, 0), 'none'],
  ['FEHLER: Das System kann den angegebenen Registrierungsschlüssel nicht finden.', 'unknown'],
  ['', 'unknown'],
])('Windows: %j is %s', (printed, firewall) => {
  expect(windowsFirewall(printed)).toBe(firewall);
});

test.each([
  ['Firewall is enabled. (State = 1)\n', 'macos'],
  ['Firewall is blocking all non-essential incoming connections. (State = 2)\n', 'macos'],
  ['Firewall is disabled. (State = 0)\n', 'none'],
  ['', 'unknown'],
])('macOS: %j is %s', (printed, firewall) => {
  expect(macFirewall(printed)).toBe(firewall);
});

test.each([
  ['# /etc/ufw/ufw.conf\nENABLED=yes\nLOGLEVEL=low\n', true],
  ['ENABLED=no\n', false],
  ['# ENABLED=yes\n', false],
  ['', false],
])('ufw: %j', (conf, on) => {
  expect(ufwIsOn(conf)).toBe(on);
});

test('detects something on this machine, whatever is installed', async () => {
  const all = ['none', 'unknown', 'windows', 'macos', 'ufw', 'firewalld'];
  expect(all).toContain(await readFirewall());
});
