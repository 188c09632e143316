import { expect, it } from 'vitest';
import { splitAddressName } from '../../../../renderer/ui/people/address-name.ts';

it.each([
  ['192.168.1.52:39946', '192.168.1.52', ':39946'],
  ['[fe80::1]:80', '[fe80::1]', ':80'],
])('splits the plain-text name %s into an address and a port', (name, address, port) => {
  expect(splitAddressName({ name, via: 'plain' })).toEqual({ address, port });
});

it('does not split a chosen name', () => {
  expect(splitAddressName({ name: '192.168.1.52:39946', via: 'page' })).toBeUndefined();
});
