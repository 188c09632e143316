import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ObservedFrame } from '../../../electron/websocket/observed-frame.ts';
import { clientClose, clientFrame, clientText } from '../../support/clients/client-frame.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';

let server: SocketServer;
let client: RawClient;

beforeEach(async () => {
  server = await socketServer((connection) => ({
    message: (message) => connection().send(message),
    closed: () => undefined,
  }));
  client = await RawClient.dial(server.port);
  client.send(openingRequest(server.port));
  await vi.waitUntil(() => server.connections.length === 1, PATIENTLY);
});
afterEach(async () => {
  client.socket.destroy();
  await server.close();
});

const plain = ({ payload, ...frame }: ObservedFrame) => ({ ...frame, text: payload?.toString() });

test('whoever looks sees each frame of both ways, in order, and nothing once they look away', async () => {
  const frames: unknown[] = [];
  const [connection] = server.connections;
  connection?.show((frame) => frames.push(plain(frame)));
  client.send(clientText('hello'));
  await vi.waitUntil(() => client.frames.length === 1, PATIENTLY);
  client.send(clientText('x'.repeat(65_000)));
  await vi.waitUntil(() => client.frames.length === 2, PATIENTLY);
  client.send(clientFrame({ opcode: 9, payload: Buffer.from('p') }));
  await vi.waitUntil(() => client.frames.length === 3, PATIENTLY);
  expect(frames.slice(0, 2)).toEqual([
    { way: 'in', opcode: 1, fin: true, length: 5, text: 'hello' },
    { way: 'out', opcode: 1, fin: true, length: 5, text: 'hello' },
  ]);
  expect(frames[3]).toMatchObject({ way: 'out', opcode: 1, length: 65_000 });
  expect(frames.slice(4)).toEqual([
    { way: 'in', opcode: 9, fin: true, length: 1, text: 'p' },
    { way: 'out', opcode: 10, fin: true, length: 1, text: 'p' },
  ]);
  connection?.show(undefined);
  client.send(clientText('unseen'));
  await vi.waitUntil(() => client.frames.length === 4, PATIENTLY);
  expect(frames).toHaveLength(6);
  client.send(clientClose(1000));
});

test('the round trip is known once a pong that was asked for came, and one that was not asked for tells nothing', async () => {
  const [connection] = server.connections;
  client.send(clientFrame({ opcode: 10 }));
  client.send(clientText('a'));
  await vi.waitUntil(() => client.frames.length === 1, PATIENTLY);
  expect(connection?.roundTripMs).toBeUndefined();
  connection?.measure();
  connection?.measure();
  await vi.waitUntil(() => client.frames.some(({ opcode }) => opcode === 9), PATIENTLY);
  client.send(clientFrame({ opcode: 10 }));
  await vi.waitUntil(() => connection?.roundTripMs !== undefined, PATIENTLY);
  expect(connection?.roundTripMs).toBeGreaterThan(0);
  expect(client.frames.filter(({ opcode }) => opcode === 9)).toHaveLength(1);
  expect(connection?.bytes.received).toBeGreaterThan(openingRequest(server.port).length);
});
