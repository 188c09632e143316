import { afterEach, expect, test } from 'vitest';
import { Broadcast } from '../../../electron/websocket/broadcast.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';

let server: SocketServer;
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await server.close();
});

/** A broadcast that so many clients belong to. */
async function audience(count: number) {
  const broadcast = new Broadcast();
  server = await socketServer(
    (connection) => ({
      message: () => undefined,
      closed: () => broadcast.delete(connection()),
    }),
    // Nobody answers a ping.
    { pingAfterMs: 600_000, deadAfterMs: 1_200_000 },
  );
  for (let i = 0; i < count; i += 1) clients.push(await RawClient.open(server.port));
  for (const connection of server.connections) broadcast.add(connection);
  return broadcast;
}

test('everybody gets every frame, in order', async () => {
  const broadcast = await audience(3);
  const sent = Array.from({ length: 200 }, (_, i) => `message ${i}`);
  for (const message of sent) broadcast.send(message);
  for (const client of clients) {
    await client.until(() => client.texts.length === sent.length);
    expect(client.texts).toEqual(sent);
  }
});

test('who comes later gets nothing of before, who left gets nothing of after', async () => {
  const broadcast = await audience(2);
  const [first, second] = server.connections;
  broadcast.delete(second!);
  broadcast.send('one');
  broadcast.add(second!);
  broadcast.send('two');
  broadcast.delete(first!);
  broadcast.send('three');
  await clients[1]!.until(() => clients[1]!.texts.includes('three'));
  await clients[0]!.until(() => clients[0]!.texts.includes('two'));
  expect(clients.map((client) => client.texts)).toEqual([
    ['one', 'two'],
    ['two', 'three'],
  ]);
});

test('what is sent to one keeps its place among what is sent to all', async () => {
  const broadcast = await audience(1);
  broadcast.send('a');
  broadcast.flush();
  server.connections[0]!.send('b');
  broadcast.send('c');
  await clients[0]!.until(() => clients[0]!.texts.length === 3);
  expect(clients[0]!.texts).toEqual(['a', 'b', 'c']);
});

test('a long turn does not pile up', async () => {
  const broadcast = await audience(1);
  const text = 'x'.repeat(60_000);
  for (let i = 0; i < 12; i += 1) broadcast.send(text);
  await clients[0]!.until(() => clients[0]!.texts.length === 12);
});

test('500 peers are sent one copy of 64 KiB, whatever they have read of it', async () => {
  const broadcast = await audience(500);
  for (const client of clients) client.socket.pause();
  const text = 'x'.repeat(65_536);
  const before = process.memoryUsage().arrayBuffers;
  // A few, so that the kernel takes no more: what waits for everybody is the same memory.
  for (let i = 0; i < 10; i += 1) {
    broadcast.send(text);
    broadcast.flush();
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12 * 65_536);
  for (const client of clients) client.socket.resume();
  for (const client of clients) await client.until(() => client.texts.length === 10);
});
