/** Clients that others wrote, so that we do not agree with ourselves alone. */
import { once } from 'node:events';
import { WebSocket as UndiciSocket } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket as WsSocket } from 'ws';
import { socketServer, type SocketServer } from '../../support/clients/socket-server.ts';

const TEXTS = ['', 'plain', '大家好 👩‍👩‍👧‍👦 مرحبا', 'x'.repeat(126), 'é'.repeat(32_768)];
let server: SocketServer;

beforeAll(async () => {
  server = await socketServer((connection) => ({
    message: (data) => connection().send(data),
    closed: () => undefined,
  }));
});
afterAll(() => server.close());

test('ws, which offers compression, gets back what it sends, its pings answered, and a clean close', async () => {
  const client = new WsSocket(`ws://127.0.0.1:${server.port}/`, { perMessageDeflate: true });
  await once(client, 'open');
  expect(client.extensions).toBe('');
  for (const text of TEXTS) {
    client.send(text);
    const [data, binary] = (await once(client, 'message')) as [Buffer, boolean];
    expect([data.toString(), binary]).toEqual([text, false]);
  }
  client.send(Buffer.from([0, 255]));
  expect((await once(client, 'message')) as unknown).toEqual([Buffer.from([0, 255]), true]);
  client.ping('are you there');
  expect((await once(client, 'pong')) as unknown).toEqual([Buffer.from('are you there')]);
  client.close(4000, 'done');
  expect((await once(client, 'close')) as unknown).toEqual([4000, Buffer.alloc(0)]);
});

test('undici gets back what it sends, and a clean close', async () => {
  const client = new UndiciSocket(`ws://127.0.0.1:${server.port}/`);
  client.binaryType = 'arraybuffer';
  const opened = new Promise((resolve) => client.addEventListener('open', resolve));
  await opened;
  for (const text of TEXTS) {
    const came = new Promise((resolve) =>
      client.addEventListener('message', ({ data }) => resolve(data), { once: true }),
    );
    client.send(text);
    expect(await came).toBe(text);
  }
  const closed = new Promise((resolve) =>
    client.addEventListener('close', ({ code, wasClean }) => resolve({ code, wasClean })),
  );
  client.close(3001, 'done');
  expect(await closed).toEqual({ code: 3001, wasClean: true });
});

test('a server that goes away is told as 1001', async () => {
  const client = new WsSocket(`ws://127.0.0.1:${server.port}/`);
  await once(client, 'open');
  const closed = once(client, 'close');
  server.connections.at(-1)!.close(1001, 'good night');
  expect(await closed).toEqual([1001, Buffer.from('good night')]);
});
