import fc from 'fast-check';
import { expect, test } from 'vitest';
import { networkOf, widerNetworkOf } from '../../../electron/limits/network-of.ts';

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['::FFFF:c000:201', '192.0.2.1'],
  ['0:0:0:0:0:ffff:c000:0201', '192.0.2.1'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:DB8:0:0:ffff:1:2:3', '2001:db8:0:0::/64'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:0:1::', '2001:db8:0:1::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  ['', ''],
  ['no address', 'no address'],
  ['::no::address', '::no::address'],
])('%s is in %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});

test('all addresses of one /64 are one network, and those of two are two', () => {
  const network = fc.bigInt({ min: 1n, max: 2n ** 64n - 1n });
  const device = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
  const write = (high: bigint, low: bigint) =>
    ((high << 64n) | low)
      .toString(16)
      .padStart(32, '0')
      .replace(/.{4}(?=.)/g, '$&:');
  fc.assert(
    fc.property(network, network, device, device, (one, other, first, second) => {
      expect(networkOf(write(one, first))).toBe(networkOf(write(one, second)));
      expect(networkOf(write(one, first)) === networkOf(write(other, first))).toBe(one === other);
    }),
  );
});

test('a string that is not an address is shortened', () => {
  expect(networkOf('x'.repeat(1_000_000)).length).toBe(64);
});

test.each([
  ['192.0.2.7', '192.0.2.0/24'],
  ['2001:db8:1:2::5', '2001:db8:1::/48'],
  ['::1', '0:0:0::/48'],
  ['no address', 'no address'],
])('the network %s is in %s', (address, wider) => {
  expect(widerNetworkOf(networkOf(address))).toBe(wider);
});
