/** What all connections of a server share, over real sockets. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Connection } from '../../../electron/websocket/connection.ts';
import { heldBytes } from '../../support/host/memory.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { socketServer } from '../../support/clients/socket-server.ts';
import { activeTimers, timersBackTo } from '../../support/host/timers.ts';

const BUDGET = 1_000_000;
const TEXT = 'x'.repeat(20_000);

/** Clients that do not read, each with the server's end of it. When the test ends, sockets and timers have to be gone. */
async function slowReaders(count: number) {
  const timers = activeTimers();
  const closings: number[] = [];
  const server = await socketServer(
    () => ({ message: () => undefined, closed: ({ code }) => closings.push(code) }),
    { backlogBytesTotalMax: BUDGET, backlogBytesMax: 100 * BUDGET, closeTimeoutMs: 3_000 },
  );
  const clients: RawClient[] = [];
  onTestFinished(async () => {
    for (const client of clients) client.destroy();
    await server.close();
    expect(await server.openSockets()).toBe(0);
    await timersBackTo(timers);
  });
  for (let i = 0; i < count; i += 1) {
    const client = await RawClient.open(server.port);
    client.socket.pause();
    clients.push(client);
  }
  return { clients, connections: server.connections, closings };
}

/** Sends until so much waits for a peer, beyond what the kernel takes. */
async function fill(connection: Connection, bytes: number): Promise<void> {
  while (connection.backlogBytes() < bytes) {
    connection.send(TEXT);
    await new Promise(setImmediate);
  }
}

test('past the budget for all, the one for whom most waits is closed with 4008, and no other', async () => {
  const { clients, connections } = await slowReaders(4);
  const [first, largest, third, late] = connections;
  await fill(first!, 200_000);
  await fill(largest!, 500_000);
  await fill(third!, 200_000);
  await fill(late!, 150_000);
  await new Promise(setImmediate);
  // As soon as it reads again, it reads all that waited, and why it was let go.
  clients[1]!.socket.resume();
  await clients[1]!.until(() => clients[1]!.closeCode === 4008);
  for (const other of [0, 2, 3]) {
    expect(connections[other]!.backlogBytes()).toBeGreaterThan(100_000);
    connections[other]!.send('still there?');
    clients[other]!.socket.resume();
    await clients[other]!.until(() => clients[other]!.texts.includes('still there?'));
    expect(clients[other]!.closeCode).toBeUndefined();
  }
});

test('whoever read what waited, or is gone, leaves the budget to the others', async () => {
  const { clients, connections, closings } = await slowReaders(3);
  const [reads, goes, stays] = connections;
  await fill(reads!, 600_000);
  reads!.send('the end');
  clients[0]!.socket.resume();
  await clients[0]!.until(() => clients[0]!.texts.includes('the end'));
  await fill(goes!, 600_000);
  clients[1]!.socket.resetAndDestroy();
  await fill(stays!, 600_000);
  await new Promise(setImmediate);
  expect(stays!.backlogBytes()).toBeGreaterThan(500_000);
  expect(closings).toEqual([1006]);
  expect(clients[0]!.closeCode).toBeUndefined();
});

test('what waits for somebody whom we have closed already is not held against the others', async () => {
  const { clients, connections } = await slowReaders(2);
  const [closed, stays] = connections;
  await fill(closed!, 400_000);
  closed!.close(1001);
  await fill(stays!, 800_000);
  await new Promise(setImmediate);
  stays!.send('still there?');
  clients[1]!.socket.resume();
  await clients[1]!.until(() => clients[1]!.texts.includes('still there?'));
});

test('a connection that went while something waited for it is not kept', async () => {
  const { clients, connections, closings } = await slowReaders(1);
  const gone = new WeakRef(connections[0]!);
  await fill(gone.deref()!, 200_000);
  clients.pop()!.destroy();
  connections.length = 0;
  await vi.waitFor(() => expect(closings).toEqual([1006]), PATIENTLY);
  await vi.waitFor(async () => {
    await heldBytes();
    expect(gone.deref()).toBeUndefined();
  }, PATIENTLY);
});
