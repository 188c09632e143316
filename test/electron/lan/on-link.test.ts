import type { NetworkInterfaceInfo } from 'node:os';
import { expect, test } from 'vitest';
import { isOnLink } from '../../../electron/lan/on-link.ts';

const info = (address: string, cidr: string): NetworkInterfaceInfo => ({
  address,
  cidr,
  family: 'IPv4',
  netmask: '',
  mac: '',
  internal: false,
});
const interfaces = { one: [info('192.168.1.20', '192.168.1.20/24')], two: [info('10.0.0.2', '10.0.0.2/30')] };

test.each([
  ['192.168.1.30', '192.168.1.20', true],
  ['192.168.2.30', '192.168.1.20', false],
  ['10.0.0.1', '192.168.1.20', false],
  ['10.0.0.1', '10.0.0.2', true],
  ['10.0.0.5', '10.0.0.2', false],
  ['fe80::1', '10.0.0.2', false],
  ['10.0.0.1', '10.9.9.9', false],
])('%s is on the network of %s: %s', (address, own, is) => {
  expect(isOnLink(address, own, interfaces)).toBe(is);
});
