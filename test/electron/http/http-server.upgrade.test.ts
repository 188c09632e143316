import { expect, test } from 'vitest';
import { clientText } from '../../support/clients/client-frame.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { dial, request, requestOf } from '../../support/clients/raw-request.ts';

const KEY = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
const VERSION = 'Sec-WebSocket-Version: 13';
const ASK = ['Upgrade: websocket', 'Connection: keep-alive, Upgrade'];
const LAWFUL = [...ASK, KEY, VERSION];

test.each<[string, number, string, string[]]>([
  ['a lawful one at /', 101, 'GET /', LAWFUL],
  ['a lawful one at /ws', 101, 'GET /ws?x=1', LAWFUL],
  ['the subprotocol of the page', 101, 'GET /ws', [...LAWFUL, 'Sec-WebSocket-Protocol: chat, porchlight.v1']],
  [
    'an extension, which is not taken',
    101,
    'GET /',
    [...LAWFUL, 'Sec-WebSocket-Extensions: permessage-deflate'],
  ],
  [
    'extensions called like a part of every object',
    101,
    'GET /',
    [...LAWFUL, 'Sec-WebSocket-Extensions: constructor, __proto__; toString'],
  ],
  ['parameters called like one', 101, 'GET /ws?__proto__=x&constructor=y&__proto__[a]=b', LAWFUL],
  ['headers called like one', 101, 'GET /', [...LAWFUL, '__proto__: x', 'constructor: y']],
  [
    'blanks without end',
    101,
    'GET /',
    [...LAWFUL, `Sec-WebSocket-Protocol: porchlight.v1${' '.repeat(15_000)},`],
  ],
  ['a tab behind the name of the protocol', 101, 'GET /', ['Upgrade: websocket\t', ...LAWFUL.slice(1)]],
  ['a length of 0', 101, 'GET /', [...LAWFUL, 'Content-Length: 0']],
  ['a body, which would be read as frames', 400, 'GET /', [...LAWFUL, 'Content-Length: 5']],
  ['a body in chunks', 400, 'GET /', [...LAWFUL, 'Transfer-Encoding: chunked']],
  ['subprotocols that are no list of tokens', 400, 'GET /', [...LAWFUL, 'Sec-WebSocket-Protocol: a b/"c"']],
  ['an unknown path', 404, 'GET /chat', LAWFUL],
  ['a path behind the page', 404, 'GET /assets/page-1.js', LAWFUL],
  ['another method', 405, 'POST /', LAWFUL],
  ['a bad key', 400, 'GET /', [...ASK, VERSION, 'Sec-WebSocket-Key: short']],
  ['no key', 400, 'GET /', [...ASK, VERSION]],
  ['two keys', 400, 'GET /', [...LAWFUL, KEY]],
  ['another version', 426, 'GET /', [...ASK, KEY, 'Sec-WebSocket-Version: 8']],
  ['no version', 426, 'GET /', [...ASK, KEY]],
  ['something else to upgrade to', 426, 'GET /', ['Upgrade: h2c', 'Connection: Upgrade']],
  ['only unknown subprotocols', 400, 'GET /', [...LAWFUL, 'Sec-WebSocket-Protocol: soap, mqtt']],
  ['2,000 headers', 431, 'GET /', [...LAWFUL, ...Array.from({ length: 2_000 }, (_, i) => `${i}:`)]],
  ['more than 64 headers', 431, 'GET /', [...LAWFUL, ...Array.from({ length: 60 }, (_, i) => `X-${i}: 1`)]],
])('%s gets %i', async (_, status, line, headers) => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, line, headers));
  expect(answer.status).toBe(status);
  expect(answer.headers).not.toHaveProperty('sec-websocket-extensions');
  if (status === 101) return;
  expect(answer).toMatchObject({ closed: true, headers: { 'x-frame-options': 'DENY', connection: 'close' } });
  if (status === 426)
    expect(answer.headers).toMatchObject({ upgrade: 'websocket', 'sec-websocket-version': '13' });
});

test.each(['HTTP/1.1', 'HTTP/2.0'])(
  'bytes after a refused upgrade over %s are not a message',
  async (version) => {
    const { port, entries } = await lightHost();
    const frame = clientText('hello');
    const asked = requestOf(port, 'GET /', [...LAWFUL, `Content-Length: ${frame.length}`]);
    const status = version === 'HTTP/1.1' ? 400 : 505;
    const bytes = Buffer.concat([Buffer.from(asked.replace('HTTP/1.1', version)), frame]);
    expect(await request(port, bytes)).toMatchObject({ status, closed: true });
    expect(entries).toEqual([]);
  },
);

test.each(['GET http://127.0.0.1:PORT/', 'GET http://LOCALHOST:PORT/ws?x=1', 'GET http://127.0.0.1:PORT'])(
  'an upgrade by %s, as to a proxy, works',
  async (line) => {
    const { port } = await lightHost();
    const asked = requestOf(port, line.replace('PORT', String(port)), LAWFUL);
    expect((await request(port, asked.replace(/Host: .*/, 'Host: evil.example'))).status).toBe(101);
  },
);

test('an upgrade by an absolute URL needs the Origin of that URL', async () => {
  const { port } = await lightHost();
  const ask = async (origin: string) => {
    const headers = [...LAWFUL, `Origin: ${origin}`];
    return (await request(port, requestOf(port, `GET http://localhost:${port}/`, headers))).status;
  };
  expect(await ask(`http://localhost:${port}`)).toBe(101);
  expect(await ask(`http://127.0.0.1:${port}`)).toBe(403);
});

test('a microcontroller with its own origin and subprotocol speaks plain text once its origin is allowed', async () => {
  const { port, host } = await lightHost();
  const headers = [...LAWFUL, 'Origin: file://', 'Sec-WebSocket-Protocol: arduino'];
  const ask = () => request(port, requestOf(port, 'GET /', headers));
  expect((await ask()).status).toBe(403);
  host.allow({ kind: 'origin', value: 'file://' });
  const answer = await ask();
  expect(answer.status).toBe(101);
  expect(answer.headers).not.toHaveProperty('sec-websocket-protocol');
});

test('an upgrade over HTTP/1.0 is told the supported version', async () => {
  const { port } = await lightHost();
  const asked = requestOf(port, 'GET /', LAWFUL).replace('HTTP/1.1', 'HTTP/1.0');
  expect(await request(port, asked)).toMatchObject({ status: 505, closed: true });
});

test('a client with only unknown subprotocols is told the known ones', async () => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, 'GET /', [...LAWFUL, 'Sec-WebSocket-Protocol: soap']));
  expect(answer.body.toString()).toContain('porchlight.v1');
});

test('the key is answered as in RFC 6455 §1.3, and the subprotocol is named', async () => {
  const { port } = await lightHost();
  const headers = [...LAWFUL, 'Sec-WebSocket-Protocol: porchlight.v1'];
  expect((await request(port, requestOf(port, 'GET /', headers))).headers).toMatchObject({
    'sec-websocket-accept': 's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    'sec-websocket-protocol': 'porchlight.v1',
    upgrade: 'websocket',
  });
});

test('a refused client that keeps sending is cut off after 2 s, and delays nothing', async () => {
  const { port, host } = await lightHost();
  const began = performance.now();
  const sockets = [await dial(port), await dial(port)];
  sockets[0]!.write(requestOf(port, 'GET /nothing', LAWFUL));
  sockets[1]!.write('NONSENSE\r\n\r\n');
  const gone = sockets.map((socket) => {
    const dribble = setInterval(() => socket.write('x'), 100);
    socket.on('error', () => undefined).resume();
    return new Promise((resolve) => socket.on('close', resolve)).finally(() => clearInterval(dribble));
  });
  await Promise.all(gone);
  expect(performance.now() - began).toBeGreaterThan(1_900);
  await host.stop();
});

test('a guest who has joined is still served while others are refused', async () => {
  const { port } = await lightHost();
  const ada = await Guest.plain(port);
  for (let i = 0; i < 20; i += 1) await request(port, requestOf(port, 'GET /nothing', LAWFUL));
  ada.say('hi');
  await ada.hears((line) => line.endsWith('hi'));
});
