/**
 * What a hostile peer does to the wire, each with the figure that it may cost. Both ends are in this process, so
 * what the clients hold counts against us too. After every one the server still serves, and no socket, timer or
 * connection is left.
 */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { WebSocketMessage } from '../../../electron/websocket/frame.ts';
import { WEBSOCKET_LIMITS_DEFAULT, type WebSocketLimits } from '../../../electron/websocket/limits.ts';
import { clientClose, clientFrame, clientText, MASK } from '../../support/clients/client-frame.ts';
import { heldBytes } from '../../support/host/memory.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';
import { activeTimers, timersBackTo } from '../../support/host/timers.ts';

const MEGABYTE = 1_000_000;
/** Nobody answers pings here, and none is let go for it: that is for other tests. */
const UNHURRIED = { pingAfterMs: 600_000, deadAfterMs: 1_200_000 };

let server: SocketServer;
let timers = 0;
let closings: number[] = [];
const clients: RawClient[] = [];

async function serve(
  limits: Partial<WebSocketLimits> = {},
  heard?: (message: WebSocketMessage) => void,
): Promise<void> {
  closings = [];
  server = await socketServer(
    (connection) => ({
      message: (message) => {
        heard?.(message);
        connection().send(message);
      },
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

beforeEach(() => {
  timers = activeTimers();
});

afterEach(async () => {
  const honest = await attacker();
  honest.say('still there?');
  await honest.until(() => honest.texts.includes('still there?'));
  for (const client of clients.splice(0)) client.destroy();
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), PATIENCE_MS);
  expect(server.kept()).toBe(0);
  await timersBackTo(timers);
  await server.close();
});

test('500 peers that announce 64 KiB and send nothing cost less than 5 MB', async () => {
  await serve(UNHURRIED);
  for (let i = 0; i < 500; i += 1) await attacker();
  const before = await heldBytes();
  for (const client of clients) client.send(clientText('', { claim: 65_536n, lengthBytes: 8 }));
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await heldBytes()) - before).toBeLessThan(5 * MEGABYTE);
});

for (const length of [0, 1, 125, 126, 127, 65_535, 65_536]) {
  test(`a length of ${length} is lawful, and nothing is stored before its bytes come`, async () => {
    await serve();
    const client = await attacker();
    const before = await heldBytes();
    client.send(clientText('', { claim: BigInt(length) }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await heldBytes()) - before).toBeLessThan(MEGABYTE);
    client.send(Buffer.from(Array.from({ length }, (_, i) => 0x78 ^ MASK[i % 4]!)));
    await client.until(() => client.texts.length === 1);
    expect(client.texts[0]).toBe('x'.repeat(length));
  });
}

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
  await serve({ stallTimeoutMs: 4_000, closeTimeoutMs: 200, backlogBytesMax: 1_000 * MEGABYTE });
  const client = await attacker();
  client.socket.pause();
  const burst = Buffer.concat(
    Array.from({ length: 1_000 }, () => clientFrame({ opcode: 9, payload: Buffer.alloc(125) })),
  );
  const before = await heldBytes();
  let unread = 0;
  // What waits in the client is not ours to answer for.
  for (let sent = 0; sent < 100 && unread < 300; unread += 1) {
    if (client.socket.writableLength === 0) {
      client.send(burst);
      sent += 1;
      unread = 0;
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const held = [await heldBytes(), await heldBytes(), await heldBytes()];
  // The least: the test runner allocates now and then as well.
  expect(Math.min(...held) - before - client.socket.writableLength).toBeLessThan(MEGABYTE);
  await vi.waitFor(() => expect(closings).toEqual([1006]), PATIENCE_MS);
});

test('1,000 idle peers that each sent one message in a segment of 64 KiB hold less than 10 MB', async () => {
  await serve(UNHURRIED);
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
  // Longer than the test waits for timers: none may be left to run out.
  await serve({ closeTimeoutMs: 2 * PATIENCE_MS });
  const opening = Buffer.from(openingRequest(server.port));
  const session = Buffer.concat([
    opening,
    clientText('hello'),
    clientFrame({ opcode: 9 }),
    clientText('a', { fin: false }),
    clientClose(1000),
  ]);
  const before = await heldBytes();
  for (let i = 0; i < 500; i += 1) {
    const client = await RawClient.dial(server.port);
    client.send(session.subarray(0, i % (session.length + 1)));
    // By turns before and after the server had a look.
    if (i % 3 > 0) await new Promise((resolve) => setTimeout(resolve, i % 3));
    client.socket.resetAndDestroy();
  }
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), PATIENCE_MS);
  expect([server.kept(), server.connections.length]).toEqual([0, closings.length]);
  expect(closings.length).toBeGreaterThan(50);
  server.connections.length = 0;
  expect((await heldBytes()) - before).toBeLessThan(2 * MEGABYTE);
});

test('a peer that does not answer our close and goes on talking is not heard, and is torn down at the deadline', async () => {
  const heard: string[] = [];
  await serve({ closeTimeoutMs: 300 }, ({ bytes }) => heard.push(bytes.toString()));
  const client = await attacker();
  client.say('before');
  await client.until(() => client.texts.length === 1);
  server.connections[0]!.close(1000);
  const talk = setInterval(() => client.say('late'), 5);
  try {
    await vi.waitFor(() => expect(closings).toEqual([1006]), PATIENCE_MS);
  } finally {
    clearInterval(talk);
  }
  expect(await server.openSockets()).toBe(0);
  expect(heard).toEqual(['before']);
});

test('while one peer floods at line rate, another is heard after a few turns of its frames', async () => {
  /** How many frames of the flooder were handled before each message of the honest peer. */
  const before: number[] = [];
  let flooded = 0;
  await serve({}, ({ bytes }) => {
    flooded += 1;
    if (bytes.length === 1) return;
    before.push(flooded - 1);
    flooded = 0;
  });
  const flooder = await attacker();
  const honest = await attacker();
  const burst = Buffer.concat(Array.from({ length: 10_000 }, () => clientText('x')));
  const flood = setInterval(() => {
    if (flooder.socket.writableLength < MEGABYTE) flooder.send(burst);
    flooder.frames.length = 0;
  }, 1);
  try {
    for (let i = 1; i <= 100; i += 1) {
      honest.say(`message ${i}`);
      await honest.until(() => honest.texts.length === i);
    }
  } finally {
    clearInterval(flood);
  }
  // Counted, not timed: a machine that is busy with something else handles no more of them.
  expect(Math.max(...before)).toBeLessThan(10 * WEBSOCKET_LIMITS_DEFAULT.framesPerTurn);
  expect(before.reduce((sum, frames) => sum + frames)).toBeGreaterThan(
    50 * WEBSOCKET_LIMITS_DEFAULT.framesPerTurn,
  );
});
