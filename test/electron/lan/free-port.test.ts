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

test('finds a free port after the requested one, and it can be bound', async () => {
  const port = await nextFreePort('127.0.0.1', await take(0));
  expect(await take(port!)).toBe(port);
});

test('there is no port after the last one', async () => {
  expect(await nextFreePort('127.0.0.1', 65_535)).toBeUndefined();
});

test('finds no free port on an address that this machine does not have', async () => {
  expect(await nextFreePort('203.0.113.1', 20_000)).toBeUndefined();
});
