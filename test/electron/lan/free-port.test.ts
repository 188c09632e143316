import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { nextFreePort } from '../../../electron/lan/free-port.ts';

async function take(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

test('a free port after the asked one is found, and can be had', async () => {
  const port = await nextFreePort('127.0.0.1', await take(0));
  expect(await take(port!)).toBe(port);
});

test('after the last port there is none', async () => {
  expect(await nextFreePort('127.0.0.1', 65_535)).toBeUndefined();
});

test('on an address that this machine has not, none is free', async () => {
  expect(await nextFreePort('203.0.113.1', 20_000)).toBeUndefined();
});
