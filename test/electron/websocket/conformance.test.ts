import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { clientClose, clientFrame, type ServerFrame } from '../../support/clients/client-frame.ts';
import { CASES } from '../../support/clients/conformance-cases.ts';
import { heldBytes } from '../../support/host/memory.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { RawClient } from '../../support/clients/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';

const MEBIBYTE = 1_048_576;
let server: SocketServer;

beforeAll(async () => {
  const limits = { messageBytesMax: 16 * MEBIBYTE, backlogBytesMax: 64 * MEBIBYTE };
  server = await socketServer(
    (connection) => ({ message: (data) => connection().send(data), closed: () => undefined }),
    limits,
  );
});

afterAll(async () => {
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), PATIENTLY);
  await server.close();
});

for (const { name, send, expect: expected, close } of CASES) {
  test(`${name} ${close === undefined ? '' : `→ ${close}`}`, async () => {
    const client = await RawClient.open(server.port);
    for (const bytes of send) client.send(bytes);
    if (close === undefined) {
      await client.until(() => client.frames.length >= expected.length);
      client.send(clientClose(1000));
    }
    await client.ended;
    client.socket.end();
    expect(client.closeCode).toBe(close ?? 1000);
    // The close frame is the last one, and comes once.
    expect(client.frames.map(({ opcode }) => opcode).indexOf(8)).toBe(client.frames.length - 1);
    expect(client.frames.slice(0, -1).map(shown)).toEqual(expected);
  });
}

for (const [size, piece] of [
  [16 * MEBIBYTE, 16 * MEBIBYTE],
  [16 * MEBIBYTE, 64],
  [4 * MEBIBYTE, 1_048_576],
] as const) {
  test(`9 a binary message of ${size} bytes in fragments of ${piece} comes back whole, and none of it is held`, async () => {
    const before = await heldBytes();
    await echoOf(size, piece);
    // A socket that is over is let go a moment later.
    await expect.poll(async () => (await heldBytes()) - before).toBeLessThan(2 * MEBIBYTE);
  });
}

async function echoOf(size: number, piece: number): Promise<void> {
  const client = await RawClient.open(server.port);
  const payload = Buffer.from(Uint32Array.from({ length: size / 4 }, (_, i) => i * 2_654_435_761).buffer);
  const fragments: Buffer[] = [];
  for (let at = 0; at < size; at += piece) {
    const fin = at + piece >= size;
    fragments.push(clientFrame({ opcode: at === 0 ? 2 : 0, fin, payload: payload.subarray(at, at + piece) }));
  }
  client.send(Buffer.concat(fragments));
  await client.until(() => client.frames.length === 1);
  expect(client.frames[0]!.payload.equals(payload)).toBe(true);
  client.send(clientClose(1000));
  await client.ended;
  client.socket.end();
}

function shown({ opcode, payload }: ServerFrame): string {
  if (opcode === 1) return `text:${payload.toString('utf8')}`;
  return `${opcode === 2 ? 'binary' : opcode === 10 ? 'pong' : `opcode ${opcode}`}:${payload.toString('hex')}`;
}
