import { once } from 'node:events';
import { expect, test } from 'vitest';
import { lightHost } from '../../support/host/running-host.ts';
import { dial, request, requestOf } from '../../support/clients/raw-request.ts';

/** SELF stands for the right Host. */
const malformed: [string, string][] = [
  ['nonsense', 'NONSENSE\r\n\r\n'],
  ['no version', 'GET /\r\n\r\n'],
  ['another protocol', 'GET / FTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['version 1.2', 'GET / HTTP/1.2\r\nHost: SELF\r\n\r\n'],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
  ['a greeting of TLS', '\u0016\u0003\u0001\u0000\u0005hello'],
  ['an unknown method', 'LIGHT / HTTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['a method in lower case', 'get / HTTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['a blank in the path', 'GET /a b HTTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['a control character in the path', 'GET /\u0001 HTTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['no path', 'GET HTTP/1.1\r\nHost: SELF\r\n\r\n'],
  ['a blank before the colon', 'GET / HTTP/1.1\r\nHost : SELF\r\n\r\n'],
  ['a blank in a name', 'GET / HTTP/1.1\r\nHo st: SELF\r\n\r\n'],
  ['a header without a colon', 'GET / HTTP/1.1\r\nHost: SELF\r\nlamp\r\n\r\n'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: SELF\r\n: lamp\r\n\r\n'],
  ['a folded header at the start', 'GET / HTTP/1.1\r\n Host: SELF\r\n\r\n'],
  ['a null in a value', 'GET / HTTP/1.1\r\nHost: SELF\r\nX: a\u0000b\r\n\r\n'],
  ['a control character in a name', 'GET / HTTP/1.1\r\nHost: SELF\r\nX\u0007: a\r\n\r\n'],
  ['a bare carriage return', 'GET / HTTP/1.1\r\nHost: SELF\rX: a\r\n\r\n'],
  ['a bare carriage return at the end', 'GET / HTTP/1.1\r\nHost: SELF\r\nX: a\r\r\n\r\n'],
  [
    'two lengths that differ',
    'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab',
  ],
  [
    'two lengths that agree',
    'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\na',
  ],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
  ['a negative length', 'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: -1\r\n\r\n'],
  ['a length with a sign', 'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: +1\r\n\r\na'],
  [
    'a length past all numbers',
    `POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: ${'9'.repeat(30)}\r\n\r\na`,
  ],
  ['a length in hex', 'POST / HTTP/1.1\r\nHost: SELF\r\nContent-Length: 0x1\r\n\r\na'],
  [
    'chunks that are not last',
    'POST / HTTP/1.1\r\nHost: SELF\r\nTransfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n',
  ],
  ['an empty request line and nothing else', '\r\n\r\n\u0000\r\n\r\n'],
  ['no Host', 'GET / HTTP/1.1\r\nX: a\r\n\r\n'],
  ['no Host in 1.0', 'GET / HTTP/1.0\r\n\r\n'],
  ['two Hosts', 'GET / HTTP/1.1\r\nHost: SELF\r\nHost: evil.example\r\n\r\n'],
];

test.each(malformed)('%s gets a page with 400, and the connection is closed', async (_, bytes) => {
  const { port } = await lightHost();
  const answer = await request(port, Buffer.from(bytes.replaceAll('SELF', `127.0.0.1:${port}`), 'latin1'));
  expect(answer).toMatchObject({ status: 400, closed: true, headers: { 'x-frame-options': 'DENY' } });
  expect(answer.body.toString()).toContain('<h1>');
});

test.each<[string, number, string[]]>([
  ['64 headers are read', 200, Array.from({ length: 63 }, (_, i) => `X-${i}: 1`)],
  ['65 headers are too many', 431, Array.from({ length: 64 }, (_, i) => `X-${i}: 1`)],
  ['2,000 headers are too many', 431, Array.from({ length: 1_999 }, () => 'X: 1')],
  [
    'a Host that hides behind 2,000 others is no Host',
    431,
    [...Array<string>(1_999).fill('X: 1'), 'Host: evil.example'],
  ],
  ['15 KiB of one header are read', 200, [`X: ${'a'.repeat(15 * 1_024)}`]],
  ['more than 16 KiB of one header are too many', 431, [`X: ${'a'.repeat(17 * 1_024)}`]],
  [
    'more than 16 KiB in all are too many',
    431,
    Array.from({ length: 60 }, (_, i) => `X-${i}: ${'a'.repeat(300)}`),
  ],
])('%s', async (_, status, headers) => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, 'GET /', headers));
  expect(answer).toMatchObject({ status, headers: { 'x-frame-options': 'DENY' } });
  if (status === 431) expect(answer.closed).toBe(true);
});

test('an endless header is refused at 16 KiB, and no reset overtakes the answer', async () => {
  const { port } = await lightHost();
  const socket = await dial(port);
  socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nX: `);
  let sent = 0;
  const flood = setInterval(() => {
    sent += 1;
    socket.write('a'.repeat(1_024));
  }, 1);
  const [first] = (await once(socket, 'data')) as [Buffer];
  expect(first.toString()).toMatch(/^HTTP\/1\.1 431 /);
  expect(sent).toBeLessThan(100);
  await new Promise((resolve) => setTimeout(resolve, 100));
  clearInterval(flood);
  expect(socket.errored).toBeNull();
  socket.end();
  await once(socket, 'close');
});

test('a silent client, half a head and an endless head are answered 408 and closed after 5 s', async () => {
  const { port } = await lightHost();
  const heads = { nothing: '', half: 'GET / HTTP/1.1\r\nHo', endless: 'GET / HTTP/1.1\r\nX: ' };
  const answers = Object.entries(heads).map(async ([what, bytes]) => {
    const began = performance.now();
    const socket = await dial(port);
    socket.on('error', () => undefined);
    socket.write(bytes);
    const dribble = setInterval(() => what === 'endless' && socket.write('a'), 200);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    clearInterval(dribble);
    expect(answer.toString(), what).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - began, what).toBeGreaterThan(4_900);
    socket.end();
    await once(socket, 'close');
  });
  await Promise.all(answers);
});

test('random bytes never bring the host down', async () => {
  const { port } = await lightHost();
  for (let seed = 1; seed <= 30; seed += 1) {
    const bytes = Buffer.from(Array.from({ length: 200 }, (_, i) => (seed * 7_919 * (i + 13) ** 2) % 256));
    await request(port, bytes, 2_000);
  }
  expect(await request(port, requestOf(port, 'GET /'))).toMatchObject({ status: 200 });
});
