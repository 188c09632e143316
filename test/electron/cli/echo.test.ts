import { beforeAll, expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { build, Program } from '../../support/app/program.ts';
import { request } from '../../support/clients/raw-request.ts';

beforeAll(() => build('echo'));

async function connect(program: Program, protocols: string[] = []): Promise<WebSocket> {
  const socket = new WebSocket(await program.link(), protocols);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  return socket;
}

const next = (socket: WebSocket) =>
  new Promise<[Buffer, boolean]>((resolve) => {
    socket.once('message', (bytes: Buffer, binary) => resolve([bytes, binary]));
  });
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));

test('it prints its link, and echoes text as text and binary as binary', async () => {
  const program = new Program('echo', ['--port', '0']);
  const socket = await connect(program);
  expect(program.out).toMatch(/^Echo is on: ws:\/\/127\.0\.0\.1:\d+\/\n$/);
  for (const sent of ['', 'hé', 'x'.repeat(100_000), Buffer.alloc(0), Buffer.from([0, 255, 128])]) {
    socket.send(sent);
    const [bytes, binary] = await next(socket);
    expect(binary).toBe(typeof sent !== 'string');
    expect(bytes.equals(Buffer.from(sent))).toBe(true);
  }
});

test('it accepts any offered subprotocol', async () => {
  const socket = await connect(new Program('echo', ['--port', '0']), ['soap']);
  expect(socket.protocol).toBe('soap');
});

test('a message longer than --max-message is closed with 1009, one of that length is not', async () => {
  const socket = await connect(new Program('echo', ['--port', '0', '--max-message', '1000']));
  socket.send('x'.repeat(1_000));
  expect((await next(socket))[0]).toHaveLength(1_000);
  socket.send('x'.repeat(1_001));
  expect(await closed(socket)).toBe(1009);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s closes with 1001 and exits with 0', async (signal) => {
  const program = new Program('echo', ['--port', '0']);
  const socket = await connect(program);
  program.child.kill(signal);
  expect(await closed(socket)).toBe(1001);
  expect(await program.ended).toBe(0);
});

test.each<[string, number, readonly string[]]>([
  ['no Host', 400, []],
  ['two Hosts', 400, ['Host: a', 'Host: a']],
  ['a Host that is none', 400, ['Host: a b']],
  ['a list of subprotocols that is none', 400, ['Host: a', 'Sec-WebSocket-Protocol: a b/"c"']],
  ['a body', 400, ['Host: a', 'Content-Length: 5']],
  ['a body in chunks', 400, ['Host: a', 'Transfer-Encoding: chunked']],
  ['a tab behind a value', 101, ['Host: a\t']],
])('an upgrade with %s gets %i', async (_, status, headers) => {
  const { port } = await new Program('echo', ['--port', '0']).link();
  const upgrade = ['Upgrade: websocket\t', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  const asked = ['GET / HTTP/1.1', ...headers, ...upgrade, key, '\r\n'].join('\r\n');
  expect((await request(Number(port), asked)).status).toBe(status);
});

test('a request that is not a WebSocket gets 426', async () => {
  const { port } = await new Program('echo', ['--port', '0']).link();
  expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(426);
});

test.each([
  ['--port', 'x'],
  ['--max-message', '0'],
  ['--max-message', '1e3'],
  ['--max-message', '1073741825'],
  ['--room', 'x'],
])('%s %s is bad usage: exit code 2 and one line', async (option, value) => {
  const program = new Program('echo', [option, value]);
  expect(await program.ended).toBe(2);
  expect(program.err).toMatch(/^[^\n]+\.\n$/);
});

test('a busy port is exit code 3 and one line', async () => {
  const { port } = await new Program('echo', ['--port', '0']).link();
  const second = new Program('echo', ['--port', port]);
  expect(await second.ended).toBe(3);
  expect(second.err).toMatch(/^Port \d+ is already in use[^\n]+\n$/);
});
