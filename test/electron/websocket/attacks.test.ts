/**
 * What a hostile peer does to the wire, each with the figure that it may cost. Both ends are in this process, so
 * what the clients hold counts against us too. After every one the server still serves and no socket is left.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { LIMITS_DEFAULT, type Limits } from '../../../electron/websocket/limits.ts';
import { clientFrame, clientText } from '../../support/client-frame.ts';
import { heldBytes } from '../../support/memory.ts';
import { RawClient } from '../../support/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/socket-server.ts';

const MEGABYTE = 1_000_000;
let server: SocketServer;
let closings: number[] = [];
const clients: RawClient[] = [];

async function serve(limits: Partial<Limits> = {}): Promise<void> {
  closings = [];
  server = await socketServer(
    (connection) => ({
      message: (data) => connection().send(data),
      closed: ({ code }) => closings.push(code),
    }),
    limits,
  );
}

async function attacker(): Promise<RawClient> {
  const client = await RawClient.open(server.port);
  clients.push(client);
  return client;
}

afterEach(async () => {
  const honest = await attacker();
  honest.say('still there?');
  await honest.until(() => honest.texts.includes('still there?'));
  for (const client of clients.splice(0)) client.destroy();
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0));
  await server.close();
});

test('500 peers that announce 64 KiB and send nothing cost less than 5 MB', async () => {
  await serve();
  for (let i = 0; i < 500; i += 1) await attacker();
  const before = await heldBytes();
  for (const client of clients) client.send(clientText('', { claim: 65_536n, lengthBytes: 8 }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await heldBytes()) - before).toBeLessThan(5 * MEGABYTE);
});

for (const [claim, code] of [
  [65_537n, 1009],
  [2n ** 31n, 1009],
  [2n ** 32n, 1009],
  [2n ** 53n, 1009],
  [2n ** 63n - 1n, 1009],
  [2n ** 63n, 1002],
  [2n ** 64n - 1n, 1002],
] as const) {
  test(`a length of ${claim} is refused with ${code} before anything is stored`, async () => {
    await serve();
    const client = await attacker();
    const before = await heldBytes();
    client.send(clientText('', { claim, lengthBytes: 8 }));
    await client.until(() => client.closeCode === code);
    expect((await heldBytes()) - before).toBeLessThan(MEGABYTE);
  });
}

test('endless empty fragments cost nothing, and their message is closed at its deadline', async () => {
  await serve({ messageTimeoutMs: 600, pingAfterMs: 1_200 });
  const client = await attacker();
  const before = await heldBytes();
  client.send(clientText('a', { fin: false }));
  const burst = Buffer.concat(Array.from({ length: 2_000 }, () => clientFrame({ opcode: 0, fin: false })));
  for (let i = 0; i < 20; i += 1) client.send(burst);
  await client.until(() => client.closeCode === 1008);
  expect((await heldBytes()) - before).toBeLessThan(MEGABYTE);
});

test('fragments of one byte end at the limit of the message', async () => {
  await serve({ messageBytesMax: 5_000 });
  const client = await attacker();
  client.send(clientText('a', { fin: false }));
  client.send(
    Buffer.concat(
      Array.from({ length: 6_000 }, () => clientFrame({ opcode: 0, fin: false, payload: Buffer.from('a') })),
    ),
  );
  await client.until(() => client.closeCode === 1009);
});

test('100,000 pings to which no pong is read cost less than 1 MB, and the peer is closed', async () => {
  // Without a limit on what waits, only not reading the peer can keep it small.
  await serve({ stallTimeoutMs: 1_000, closeTimeoutMs: 200, backlogBytesMax: 1_000 * MEGABYTE });
  const client = await attacker();
  client.socket.pause();
  const burst = Buffer.concat(
    Array.from({ length: 1_000 }, () => clientFrame({ opcode: 9, payload: Buffer.alloc(125) })),
  );
  const before = await heldBytes();
  const held: number[] = [];
  for (let i = 0; i < 400 && closings.length === 0; i += 1) {
    // What waits in the client is not ours to answer for.
    if (client.socket.writableLength === 0) client.send(burst);
    await new Promise((resolve) => setTimeout(resolve, 2));
    held.push((await heldBytes()) - before);
  }
  await vi.waitFor(() => expect(closings).toEqual([1006]), { timeout: 5_000 });
  // The median: the test runner allocates now and then as well.
  held.sort((a, b) => a - b);
  expect(held[held.length >> 1]).toBeLessThan(MEGABYTE);
});

test('1,000 idle peers that each sent one message in a segment of 64 KiB hold less than 10 MB', async () => {
  await serve();
  const whole = Buffer.concat([clientText('x'.repeat(65_000)), clientText('short', { fin: false })]);
  for (let i = 0; i < 1_000; i += 1) await attacker();
  const before = await heldBytes();
  for (const client of clients) {
    client.send(whole);
    await client.until(() => client.frames.length === 1);
    client.frames.length = 0;
  }
  expect((await heldBytes()) - before).toBeLessThan(10 * MEGABYTE);
});

test('resets at every byte of a session, 500 times, leave nothing behind', async () => {
  await serve();
  const session = Buffer.concat([
    clientText('hello'),
    clientFrame({ opcode: 9 }),
    clientText('a', { fin: false }),
  ]);
  const before = await heldBytes();
  for (let i = 0; i < 500; i += 1) {
    const client = await RawClient.open(server.port);
    client.send(session.subarray(0, i % (session.length + 1)));
    client.socket.resetAndDestroy();
  }
  await vi.waitFor(() => expect(closings.length).toBe(500));
  server.connections.length = 0;
  expect((await heldBytes()) - before).toBeLessThan(2 * MEGABYTE);
});

test(
  'while one peer floods at line rate the others are answered within 50 ms at p99',
  { retry: 2 },
  async () => {
    await serve(LIMITS_DEFAULT);
    const flooder = await attacker();
    const honest = await attacker();
    const burst = Buffer.concat(Array.from({ length: 10_000 }, () => clientText('x')));
    const flood = setInterval(() => {
      if (flooder.socket.writableLength < MEGABYTE) flooder.send(burst);
      flooder.frames.length = 0;
    }, 1);
    const trips: number[] = [];
    try {
      for (let i = 0; i < 100; i += 1) {
        const sent = performance.now();
        honest.say(`${i}`);
        await honest.until(() => honest.texts.length === i + 1);
        trips.push(performance.now() - sent);
      }
    } finally {
      clearInterval(flood);
    }
    trips.sort((a, b) => a - b);
    expect(trips[98]).toBeLessThan(50);
  },
);
