import { expect, test } from 'vitest';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import { lookUpAdapter, type AdapterIdentity } from '../../../electron/lan/look-up-adapter.ts';

const MAC = '3c:52:82:aa:bb:cc';
const HOME = '192.168.1.20';
const AWAY = '192.168.7.9';

function adapter(name: string, addresses: readonly string[], more: Partial<Adapter> = {}): Adapter {
  return { name, addresses, kind: 'wifi', reason: 'default-route', suggested: false, ...more };
}

const EVERY = adapter('*', ['0.0.0.0'], { kind: 'every' });
const LO = adapter('lo', ['127.0.0.1'], { kind: 'loopback' });
const on: AdapterIdentity = { adapter: 'wlan0', mac: MAC, address: HOME, exact: false };

test.each<[string, AdapterIdentity, Adapter[], string]>([
  ['it has the address', on, [adapter('wlan0', [HOME])], 'there wlan0'],
  ['it has the address beside another one', on, [adapter('wlan0', [AWAY, HOME])], 'there wlan0'],
  ['it is called something else', on, [adapter('wifi0', [HOME])], 'there wifi0'],
  ['another adapter took the address over', on, [adapter('wlan0', []), adapter('br0', [HOME])], 'there br0'],
  ['it has another address', on, [adapter('wlan0', [AWAY])], `moved wlan0 ${AWAY}`],
  ['it has only IPv6 left', on, [adapter('wlan0', ['fd00::5'])], 'moved wlan0 fd00::5'],
  ['IPv4 stays IPv4', on, [adapter('wlan0', ['fd00::5', AWAY])], `moved wlan0 ${AWAY}`],
  [
    'IPv6 stays IPv6',
    { ...on, address: 'fd00::4' },
    [adapter('wlan0', [AWAY, 'fd00::5'])],
    'moved wlan0 fd00::5',
  ],
  [
    'it has another name and another address, and its own hardware',
    on,
    [adapter('eth0', ['10.0.0.2'], { mac: '00:11:22:33:44:55' }), adapter('wifi0', [AWAY], { mac: MAC })],
    `moved wifi0 ${AWAY}`,
  ],
  [
    'it is there without an address, and a bridge has its hardware address',
    on,
    [adapter('wlan0', []), adapter('br0', [AWAY], { mac: MAC })],
    'gone',
  ],
  ['it is there without an address', on, [adapter('wlan0', []), adapter('eth0', [AWAY])], 'gone'],
  ['only the stand-in for every network has something', on, [EVERY], 'gone'],
  ['it is gone', on, [adapter('eth0', [AWAY]), EVERY], 'gone'],
  [
    'nobody knows its hardware',
    { adapter: 'wlan0', address: HOME, exact: false },
    [adapter('wifi0', [AWAY])],
    'gone',
  ],
  ['this exact address was requested', { ...on, exact: true }, [adapter('wlan0', [AWAY])], 'gone'],
  ['this very address is back', { ...on, exact: true }, [adapter('wlan0', [HOME])], 'there wlan0'],
  [
    'every network, and there is one',
    { ...on, adapter: '*', address: '0.0.0.0' },
    [adapter('eth0', [AWAY]), EVERY],
    'there *',
  ],
  [
    'every network, and there is none',
    { ...on, adapter: '*', address: '0.0.0.0' },
    [LO, adapter('eth0', []), EVERY],
    'gone',
  ],
])('%s', (_, footing, adapters, expected) => {
  const found = lookUpAdapter(footing, adapters);
  const actual = [
    found.kind,
    ...('adapter' in found ? [found.adapter?.name] : []),
    ...('address' in found ? [found.address] : []),
  ];
  expect(actual.join(' ')).toBe(expected);
});
