import type { NetworkInterfaceInfo } from 'node:os';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVERY_NETWORK } from '../../../contract/ipc/adapter.ts';
import { rankAdapters, readAdapters } from '../../../electron/lan/adapters.ts';
import { machines } from '../../support/host/machines.ts';

test.each(machines)('$machine: $suggested', ({ interfaces, route, suggested, judged }) => {
  const adapters = rankAdapters(interfaces, route);
  const names = adapters.filter((each) => each.suggested).map(({ name }) => name);
  expect(names).toEqual(suggested === '' ? [] : [suggested]);
  const found = Object.fromEntries(adapters.map(({ name, kind, reason }) => [name, `${kind} ${reason}`]));
  expect(found).toMatchObject(judged);
});

test.each(machines)('$machine: the suggested adapter comes first, all networks last', (machine) => {
  const adapters = rankAdapters(machine.interfaces, machine.route);
  if (machine.suggested !== '') expect(adapters[0]!.name).toBe(machine.suggested);
  const outside = adapters.some(({ kind }) => kind !== 'loopback' && kind !== 'every');
  expect(adapters.at(-1)?.name === EVERY_NETWORK).toBe(outside);
});

test('IPv4 addresses come before IPv6, and link-local IPv6 addresses are left out', () => {
  const eth0 = ['fe80::1', 'fd00::5', '2001:db8::5', '10.0.0.5'].map((address) => info({ address }));
  expect(rankAdapters({ eth0 }, undefined)[0]!.addresses).toEqual(['10.0.0.5', 'fd00::5', '2001:db8::5']);
});

test('adapters with the same score keep the order of the system', () => {
  const names = ['eth2', 'eth0', 'eth1'];
  const interfaces = Object.fromEntries(names.map((name, i) => [name, [info({ address: `10.0.${i}.5` })]]));
  expect(rankAdapters(interfaces, undefined).map(({ name }) => name)).toEqual([...names, EVERY_NETWORK]);
});

const odd = fc.constantFrom('169.254.7.7', '192.168.1.5', 'fe80::1', '10.0.0.1');
const anyInfo = fc.record({
  address: fc.oneof(fc.ipV4(), fc.ipV6(), odd),
  netmask: fc.constantFrom('255.255.255.0', '255.255.255.255'),
  mac: fc.constantFrom('00:00:00:00:00:00', '02:42:ac:11:00:02', '3c:52:82:aa:bb:cc'),
  internal: fc.boolean(),
});
const known = fc.constantFrom('eth0', 'wlan0', 'tun0', 'docker0', 'lo', 'Wi-Fi', 'constructor');
/** No real adapter has our name for all networks. */
const anyName = fc.oneof(fc.string(), known).filter((name) => name !== EVERY_NETWORK);

test('exactly one adapter is suggested if any has an address, and it is the first', () => {
  const anyMachine = fc.dictionary(anyName, fc.array(anyInfo.map(info), { maxLength: 3 }));
  fc.assert(
    fc.property(anyMachine, fc.option(fc.ipV4(), { nil: undefined }), (interfaces, route) => {
      const adapters = rankAdapters(interfaces, route);
      const real = adapters.filter(({ name }) => name !== EVERY_NETWORK);
      const suggested = adapters.filter((each) => each.suggested);
      expect(suggested).toHaveLength(real.some(({ addresses }) => addresses.length > 0) ? 1 : 0);
      if (suggested[0] !== undefined) expect(adapters[0]).toBe(suggested[0]);
      expect(suggested.every(({ addresses }) => addresses.length > 0)).toBe(true);
      expect(rankAdapters(interfaces, route)).toEqual(adapters);
    }),
  );
});

test('this machine has a loopback adapter and one suggestion', async () => {
  const adapters = await readAdapters();
  expect(adapters.flatMap(({ addresses }) => addresses)).toContain('127.0.0.1');
  expect(adapters.filter((each) => each.suggested)).toHaveLength(1);
});

function info(more: Partial<NetworkInterfaceInfo> & { address: string }): NetworkInterfaceInfo {
  const common = { netmask: '255.255.255.0', mac: '3c:52:82:aa:bb:cc', internal: false, cidr: null };
  const family = more.address.includes(':') ? { family: 'IPv6', scopeid: 0 } : { family: 'IPv4' };
  return { ...common, ...more, ...family } as NetworkInterfaceInfo;
}
