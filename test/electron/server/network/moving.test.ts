import { expect, test, vi } from 'vitest';
import type { Adapter } from '../../../../contract/ipc/adapter.ts';
import type { Running } from '../../../../contract/ipc/host-state.ts';
import { moved } from '../../../../electron/server/network/moving.ts';

const wlan = (...addresses: string[]): Adapter[] => [
  { name: 'wlan0', kind: 'wifi', addresses, reason: 'default-route', suggested: true },
];
const hosting: Running = {
  kind: 'running',
  link: 'http://192.168.1.20:8080',
  shareable: true,
  adapter: 'wlan0',
  address: '192.168.1.20',
  port: 8080,
  room: 'Lobby',
  since: 7,
};
const known = { exact: false };
const listening = () => vi.fn<(address: string, port: number) => Promise<unknown>>(() => Promise.resolve());
const refusing = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }));

test('without changes nothing is bound, and the state is the same object', async () => {
  const listen = listening();
  expect(await moved(hosting, known, wlan('10.0.0.7', '192.168.1.20'), listen)).toBe(hosting);
  expect(listen).not.toHaveBeenCalled();
});

test('a new address is bound, and the start time stays', async () => {
  const listen = listening();
  const link = 'http://10.0.0.7:8080';
  expect(await moved(hosting, known, wlan('10.0.0.7'), listen)).toEqual({
    ...hosting,
    address: '10.0.0.7',
    link,
  });
  expect(listen).toHaveBeenCalledExactlyOnceWith('10.0.0.7', 8080);
});

test('an address that was gone is bound again', async () => {
  const gone = await moved(hosting, known, wlan(), listening());
  expect(gone).toMatchObject({ kind: 'degraded', trouble: { code: 'address-gone' } });
  expect(await moved(gone, known, wlan(), listening())).toBe(gone);
  const listen = listening();
  expect(await moved(gone, known, wlan('192.168.1.20'), listen)).toMatchObject(hosting);
  expect(listen).toHaveBeenCalledTimes(1);
});

test.each([
  ['EADDRINUSE', 'port-busy'],
  ['EACCES', 'port-forbidden'],
  ['EADDRNOTAVAIL', 'address-gone'],
  ['EIO', 'failed'],
])('if binding fails (%s) the host is degraded, and tries again each time', async (code, trouble) => {
  const once = await moved(hosting, known, wlan('127.0.0.9'), refusing(code));
  expect(once).toMatchObject({ kind: 'degraded', address: '127.0.0.9', trouble: { code: trouble } });
  expect(await moved(once, known, wlan('127.0.0.9'), refusing(code))).toBe(once);
  const back = await moved(once, known, wlan('127.0.0.9'), listening());
  expect(back).toMatchObject({ kind: 'running', address: '127.0.0.9', link: 'http://127.0.0.9:8080' });
  expect(back).not.toHaveProperty('trouble');
});
