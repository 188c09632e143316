import { spawn } from 'node:child_process';
import { afterEach, expect, test, vi } from 'vitest';
import type { CloseFrame } from '../../../electron/websocket/close.ts';
import type { WebSocketLimits } from '../../../electron/websocket/limits.ts';
import { clientClose, clientFrame, clientText } from '../../support/clients/client-frame.ts';
import { PATIENTLY } from '../../support/patience.ts';
import { openingRequest, RawClient } from '../../support/clients/raw-client.ts';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';

const servers: SocketServer[] = [];
const clients: RawClient[] = [];

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  for (const server of servers.splice(0)) {
    await server.close();
    expect(await server.openSockets()).toBe(0);
  }
});

/** An echo, and what its listeners were told. */
async function echo(limits: Partial<WebSocketLimits> = {}) {
  const messages: string[] = [];
  const closings: CloseFrame[] = [];
  const server = await socketServer(
    (connection) => ({
      message: (message) => {
        messages.push(message.bytes.toString());
        connection().send(message);
      },
      closed: (closing) => closings.push(closing),
    }),
    limits,
  );
  servers.push(server);
  const open = async () => {
    const client = await RawClient.open(server.port);
    clients.push(client);
    return client;
  };
  return { server, messages, closings, open };
}

test('a frame in the segment of the handshake is delivered once', async () => {
  const { server, messages } = await echo();
  const client = await RawClient.dial(server.port);
  clients.push(client);
  client.send(
    Buffer.concat([Buffer.from(openingRequest(server.port)), clientText('early'), clientText('bird')]),
  );
  await client.until(() => client.texts.length === 2);
  expect(client.texts).toEqual(['early', 'bird']);
  expect(messages).toEqual(['early', 'bird']);
});

/** A handshake and the first frame behind it. */
const opening = (port: number) => Buffer.concat([Buffer.from(openingRequest(port)), clientText('slow')]);

test('a handshake that comes byte by byte, and the first frame too, is read right', async () => {
  const { server } = await echo();
  const client = await RawClient.dial(server.port);
  clients.push(client);
  for (const byte of opening(server.port)) {
    client.send(Buffer.from([byte]));
    await new Promise(setImmediate);
  }
  await client.until(() => client.texts.length === 1);
  expect(client.texts).toEqual(['slow']);
});

test('a handshake cut in two, wherever, and the first frame too, is read right', async () => {
  const { server, messages } = await echo();
  const bytes = opening(server.port);
  for (let at = 1; at < bytes.length; at += 1) {
    const client = await RawClient.dial(server.port);
    clients.push(client);
    client.send(bytes.subarray(0, at));
    // As long as the server is in this process, it has its turn in between.
    await new Promise((resolve) => setTimeout(resolve, 1));
    client.send(bytes.subarray(at));
    await client.until(() => client.texts.length === 1);
    expect(client.texts).toEqual(['slow']);
  }
  expect(messages).toHaveLength(bytes.length - 1);
});

test('messages of every length come back, also several in one segment', async () => {
  const { open } = await echo();
  const client = await open();
  const texts = [0, 1, 125, 126, 65_535, 65_536].map(
    (length) => 'é'.repeat(length / 2) + 'x'.repeat(length % 2),
  );
  client.send(Buffer.concat(texts.map((text) => clientText(text))));
  await client.until(() => client.texts.length === texts.length);
  expect(client.texts).toEqual(texts);
});

test('the peer closes: the code comes back and the server ends the stream first', async () => {
  const { open, closings } = await echo();
  const client = await open();
  client.send(clientClose(1000, 'bye'));
  await client.ended;
  expect(client.closeCode).toBe(1000);
  expect(closings).toEqual([{ code: 1000, reason: 'bye' }]);
});

test('we close: the listener hears of it when the peer has answered, and nothing is sent after', async () => {
  const { server, open, closings } = await echo();
  const client = await open();
  const [connection] = server.connections;
  connection!.close(1001, 'good night');
  connection!.send('late');
  await client.until(() => client.closeCode === 1001);
  expect(closings).toEqual([]);
  client.send(clientClose(1001));
  await client.ended;
  expect(closings).toEqual([{ code: 1001, reason: '' }]);
  expect(client.texts).toEqual([]);
});

test('a peer that never answers our close is torn down at the deadline', async () => {
  const { server, open, closings } = await echo({ closeTimeoutMs: 100 });
  const client = await open();
  client.socket.pause();
  server.connections[0]!.close(1000);
  await vi.waitFor(() => expect(closings).toEqual([{ code: 1006, reason: '' }]), PATIENTLY);
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), { timeout: 20_000 });
});

test('a peer that keeps its half open after the close is torn down at the deadline', async () => {
  const { server, open } = await echo({ closeTimeoutMs: 100 });
  const client = await open();
  client.socket.allowHalfOpen = true;
  client.send(clientClose(1000));
  await client.until(() => client.closeCode === 1000);
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), { timeout: 20_000 });
});

test('a peer that vanishes is reported once, as 1006', async () => {
  const { server, open, closings } = await echo();
  const client = await open();
  client.socket.resetAndDestroy();
  await vi.waitFor(() => expect(closings).toEqual([{ code: 1006, reason: '' }]), PATIENTLY);
  server.connections[0]!.send('into the void');
  server.connections[0]!.close(1000);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(closings.length).toBe(1);
});

test('a peer that ends the stream without a close is 1006, and its half is closed too', async () => {
  const { open, closings } = await echo();
  const client = await open();
  client.socket.end();
  await client.ended;
  expect(closings).toEqual([{ code: 1006, reason: '' }]);
});

test('a reset at every byte of a session leaves nothing open', async () => {
  const { server } = await echo({ closeTimeoutMs: 200 });
  const session = Buffer.concat([
    Buffer.from(openingRequest(server.port)),
    clientText('hello'),
    clientFrame({ opcode: 9, payload: Buffer.from('p') }),
    clientClose(1000),
  ]);
  for (let at = 1; at < session.length; at += 3) {
    const client = await RawClient.dial(server.port);
    client.send(session.subarray(0, at));
    client.socket.resetAndDestroy();
  }
  await vi.waitFor(async () => expect(await server.openSockets()).toBe(0), PATIENTLY);
});

test('a silent peer is asked for a sign of life, and dropped when it gives none', async () => {
  const { open, closings } = await echo({ pingAfterMs: 60, deadAfterMs: 150 });
  const client = await open();
  await client.until(() => client.frames.some(({ opcode }) => opcode === 9));
  await client.ended;
  expect(closings).toEqual([{ code: 1006, reason: 'silent for too long' }]);
});

test('any byte is a sign of life', async () => {
  const { open, closings } = await echo({ pingAfterMs: 120, deadAfterMs: 240 });
  const client = await open();
  for (let i = 0; i < 20; i += 1) {
    client.send(clientFrame({ opcode: 10 }));
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  expect(closings).toEqual([]);
});

test('a peer that does not read is closed at its limit, and the others are not', async () => {
  const { server, open, closings } = await echo({ backlogBytesMax: 100_000, closeTimeoutMs: 200 });
  const slow = await open();
  const other = await open();
  slow.socket.pause();
  // More than the kernel takes for a peer that does not read.
  const text = 'x'.repeat(60_000);
  for (let i = 0; i < 400 && closings.length === 0; i += 1) {
    server.connections[0]!.send(text);
    await new Promise(setImmediate);
  }
  await vi.waitFor(() => expect(closings.length).toBe(1), { timeout: 20_000 });
  other.say('still here');
  await other.until(() => other.texts.includes('still here'));
});

test('what waits for a peer that does not read is what was sent to it, whatever others are sent meanwhile', async () => {
  const { server, open } = await echo({ backlogBytesMax: 100_000_000, stallTimeoutMs: 60_000 });
  const slow = await open();
  const other = await open();
  slow.socket.pause();
  const said: string[] = [];
  while (server.connections[0]!.backlogBytes() < 500_000) {
    said.push(String(said.length).padStart(20_000, 'slow '));
    server.connections[0]!.send(said[said.length - 1]!);
    other.say('x'.repeat(20_000));
    await other.until(() => other.texts.length === said.length);
  }
  slow.socket.resume();
  await slow.until(() => slow.texts.length === said.length);
  expect(slow.texts).toEqual(said);
});

test('an end that comes right behind a thousand messages and a close loses none of them', async () => {
  const { server, messages, closings } = await echo();
  const sender = `
    const socket = require('node:net').connect(${server.port}, '127.0.0.1');
    socket.once('data', () => socket.end(Buffer.from(process.argv[1], 'base64')));
    socket.write(Buffer.from(process.argv[2], 'base64'));`;
  const session = Buffer.concat([...Array.from({ length: 1_000 }, () => clientText('x')), clientClose(1000)]);
  const opening = Buffer.from(openingRequest(server.port));
  // Another process, so that all of it is there before the server has its turn.
  const child = spawn(process.execPath, [
    '-e',
    sender,
    session.toString('base64'),
    opening.toString('base64'),
  ]);
  await vi.waitFor(() => expect(closings).toEqual([{ code: 1000, reason: '' }]), PATIENTLY);
  expect(messages.length).toBe(1_000);
  child.kill();
});

test('a peer that is not read is not taken for dead, and what it sent meanwhile comes in order', async () => {
  const limits = { pingAfterMs: 60, deadAfterMs: 120 };
  const { server, messages, open } = await echo(limits);
  const held = await open();
  held.send(clientText('one'));
  await held.until(() => held.texts.length === 1);
  server.connections[0]?.hold(true);
  const silent = await open();
  held.send(Buffer.concat([clientText('two'), clientFrame({ opcode: 9 }), clientText('three')]));
  // It answers no ping, as the other one cannot be heard to.
  silent.socket.removeAllListeners('data');
  await silent.ended;
  expect(messages).toEqual(['one']);
  server.connections[0]?.hold(false);
  await held.until(() => held.texts.length === 3);
  expect(messages).toEqual(['one', 'two', 'three']);
  expect(held.frames.some(({ opcode }) => opcode === 10)).toBe(true);
});

test('a peer that is not read any more can still be closed', async () => {
  const { server, closings, open } = await echo();
  const client = await open();
  client.send(Buffer.concat(Array.from({ length: 200 }, () => clientText('x'))));
  await client.until(() => client.texts.length === 200);
  server.connections[0]?.hold(true);
  server.connections[0]?.close(1001);
  await client.until(() => client.closeCode !== undefined);
  client.send(clientClose(1001));
  await expect.poll(() => closings).toHaveLength(1);
});
