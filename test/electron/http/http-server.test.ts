import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { lightHost, PAGE } from '../../support/host/running-host.ts';
import { request, requestOf } from '../../support/clients/raw-request.ts';

const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

test('the page has its type, length, tag and policy', async () => {
  const { port } = await lightHost();
  const { status, headers, body } = await request(port, requestOf(port, 'GET /?from=qr'));
  expect(status).toBe(200);
  expect(body.toString()).toBe(PAGE);
  expect(headers).toMatchObject({
    ...ALWAYS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(PAGE.length),
    'cache-control': 'no-cache',
    vary: 'Accept-Encoding',
    etag: expect.stringMatching(/^"[\w-]{16}"$/) as string,
  });
  expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://127.0.0.1:${port};`);
  expect(
    Object.keys(headers).filter((name) => /^access-control|^server$|^x-powered|^set-cookie/.test(name)),
  ).toEqual([]);
});

test('a file whose name changes with its content may be cached forever', async () => {
  const { port } = await lightHost();
  const { headers } = await request(port, requestOf(port, 'GET /assets/page-1.js'));
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect(headers['content-type']).toBe('text/javascript; charset=utf-8');
});

test.each([
  ['gzip', true],
  ['br, GZIP;q=0.8', true],
  ['*', false],
  ['br', false],
  ['gzip;q=0, br', false],
  ['br, gzip; q=0.000', false],
])('a browser that accepts %s gets the page compressed: %s', async (accepted, zipped) => {
  const { port } = await lightHost();
  const ask = requestOf(port, 'GET /', [`Accept-Encoding: ${accepted}`]);
  const { headers, body } = await request(port, ask);
  expect(headers['content-encoding']).toBe(zipped ? 'gzip' : undefined);
  expect((zipped ? gunzipSync(body) : body).toString()).toBe(PAGE);
});

test('a page that the browser has cached is not sent again', async () => {
  const { port } = await lightHost();
  const first = await request(port, requestOf(port, 'GET /'));
  const tag = first.headers.etag!;
  const again = await request(port, requestOf(port, 'GET /', [`If-None-Match: ${tag}`]));
  expect(again).toMatchObject({ status: 304, headers: { ...ALWAYS, etag: tag } });
  expect(again.body).toHaveLength(0);
  expect(await request(port, requestOf(port, 'GET /', ['If-None-Match: "old"']))).toMatchObject({
    status: 200,
  });
});

test('HEAD gets the head of GET and no body', async () => {
  const { port } = await lightHost();
  const [get, head] = [
    await request(port, requestOf(port, 'GET /')),
    await request(port, requestOf(port, 'HEAD /')),
  ];
  expect({ ...head.headers, date: '' }).toEqual({ ...get.headers, date: '' });
  expect(head.body).toHaveLength(0);
  const missing = await request(port, requestOf(port, 'HEAD /nothing'));
  expect(missing).toMatchObject({ status: 404, body: Buffer.alloc(0) });
});

test.each<[number, string, string, object]>([
  [404, 'GET /nothing', 'Page not found', {}],
  [405, 'POST /', 'Not allowed', { allow: 'GET, HEAD' }],
  [405, 'OPTIONS /', 'Not allowed', { allow: 'GET, HEAD' }],
  [405, 'DELETE /assets/page-1.js', 'Not allowed', { allow: 'GET, HEAD' }],
  [414, `GET /?${'a'.repeat(2_047)}`, 'Address too long', {}],
  [426, 'GET /ws', 'This address is for WebSockets', { upgrade: 'websocket', 'sec-websocket-version': '13' }],
  [
    426,
    'GET /ws?x',
    'This address is for WebSockets',
    { upgrade: 'websocket', 'sec-websocket-version': '13' },
  ],
])('%i for %s, with a readable page', async (status, line, words, more) => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, line));
  expect(answer).toMatchObject({ status, closed: true, headers: { ...ALWAYS, ...more } });
  expect(answer.headers).toMatchObject({
    'cache-control': 'no-store',
    'content-length': String(answer.body.length),
  });
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  expect(answer.body.toString()).toContain(words);
});

test.each([
  '/../package.json',
  '/%2e%2e/package.json',
  '/..%2fpackage.json',
  '/..%5cpackage.json',
  '/assets/../index.html',
  '/index.html%00.js',
  '/%00',
  '//',
  '//etc/passwd',
  '/assets/',
  '/assets//page-1.js',
  '/c:/windows/win.ini',
  '/%c0%ae%c0%ae/',
  '/assets/page-1.js/',
  '/__proto__',
  '/constructor',
  '*',
])('there is nothing at %s', async (path) => {
  const { port } = await lightHost();
  expect(await request(port, requestOf(port, `GET ${path}`))).toMatchObject({ status: 404, closed: true });
});

test.each<[string, 400 | 403, string[]]>([
  ['no Host', 400, []],
  ['two Hosts', 400, ['Host: SELF', 'Host: SELF']],
  ['a Host that is no name', 400, ['Host: me@127.0.0.1']],
  ['a Host that stands for every address', 403, ['Host: 0.0.0.0']],
  ['a Host that is a name', 403, ['Host: evil.example']],
  ['the origin null', 403, ['Host: SELF', 'Origin: null']],
  ['an origin of another port', 403, ['Host: SELF', 'Origin: http://127.0.0.1:1']],
  ['an origin of another address', 403, ['Host: SELF', 'Origin: http://192.168.0.1:80']],
])('with %s neither the page nor a WebSocket is served: %i', async (_, status, headers) => {
  const { port } = await lightHost();
  const own = headers.map((line) => line.replace('SELF', `127.0.0.1:${port}`));
  const upgrade = ['Upgrade: websocket', 'Connection: Upgrade', 'Sec-WebSocket-Version: 13'];
  const key = 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==';
  for (const more of [[], [...upgrade, key]]) {
    for (const path of ['/', '/ws', '/assets/page-1.js', '/nothing']) {
      const answer = await request(port, [`GET ${path} HTTP/1.1`, ...own, ...more, '\r\n'].join('\r\n'));
      expect(answer).toMatchObject({ status, closed: true, headers: ALWAYS });
    }
  }
});

test.each(['/plain', '/', '/ws', '/nothing'])('%s over HTTP/2.0 is answered with 505', async (path) => {
  const { port } = await lightHost();
  const asked = requestOf(port, `GET ${path}`).replace('HTTP/1.1', 'HTTP/2.0');
  expect(await request(port, asked)).toMatchObject({ status: 505, closed: true, headers: ALWAYS });
});

test.each<[string, number, string, string]>([
  ['of ours', 200, 'http://127.0.0.1:PORT/', '127.0.0.1:PORT'],
  ['of ours, without a path', 200, 'HTTP://localhost:PORT', '127.0.0.1:PORT'],
  ['of ours, with a query alone', 200, 'http://127.0.0.1:PORT?x', '127.0.0.1:PORT'],
  ['of ours, whatever the Host', 200, 'http://127.0.0.1:PORT/', 'evil.example'],
  ['of ours, to a file', 200, 'http://127.0.0.1:PORT/assets/page-1.js', '127.0.0.1:PORT'],
  ['of ours, to nothing', 404, 'http://127.0.0.1:PORT/nothing', '127.0.0.1:PORT'],
  ['of others', 403, 'http://evil.example/', '127.0.0.1:PORT'],
  ['with a user at our address', 400, 'http://me@127.0.0.1:PORT/', '127.0.0.1:PORT'],
  ['without an authority', 403, 'http:///', '127.0.0.1:PORT'],
  ['of another kind', 404, 'ftp://127.0.0.1:PORT/', '127.0.0.1:PORT'],
])('the absolute URL %s gets %i', async (_, status, target, host) => {
  const { port } = await lightHost();
  const own = (text: string) => text.replace('PORT', String(port));
  const answer = await request(port, `GET ${own(target)} HTTP/1.1\r\nHost: ${own(host)}\r\n\r\n`);
  expect(answer).toMatchObject({ status, headers: ALWAYS });
  if (status === 200) expect(answer.headers['content-security-policy'] ?? '').not.toContain('evil');
});

test('an absolute URL does not make up for a missing Host, nor for two', async () => {
  const { port } = await lightHost();
  for (const hosts of ['', 'Host: a\r\nHost: a\r\n']) {
    const asked = `GET http://127.0.0.1:${port}/ HTTP/1.1\r\n${hosts}\r\n`;
    expect((await request(port, asked)).status).toBe(400);
  }
});

test('a name that is not allowed says what to ask the host for, and links nowhere', async () => {
  const { port, host, warnings } = await lightHost();
  const ask = () => request(port, `GET / HTTP/1.1\r\nHost: chat.example.org:${port}\r\n\r\n`);
  const body = (await ask()).body.toString();
  expect(body).toContain('--name chat.example.org.');
  expect(body).not.toContain('<a ');
  await ask();
  await request(port, requestOf(port, 'GET /', ['Origin: null']));
  await expect.poll(() => warnings).toHaveLength(2);
  expect(warnings.join(' ')).toMatch(/--name chat\.example\.org\..*--allow-origin null\./);
  expect(host.access.refused).toEqual([
    { kind: 'origin', value: 'null' },
    { kind: 'name', value: 'chat.example.org' },
  ]);
  expect(host.allow({ kind: 'name', value: 'chat.example.org' })).toBe(true);
  expect(await ask()).toMatchObject({ status: 200 });
  expect(host.access.refused).toEqual([{ kind: 'origin', value: 'null' }]);
  host.disallow({ kind: 'name', value: 'chat.example.org' });
  expect(await ask()).toMatchObject({ status: 403 });
});

test('a hundred requested names leave eight to allow, and few log lines', async () => {
  const { port, host, warnings } = await lightHost();
  for (let i = 0; i < 100; i += 1) {
    await request(port, `GET / HTTP/1.1\r\nHost: x${i}.example:${port}\r\n\r\n`);
  }
  expect(host.access.refused).toHaveLength(8);
  expect(host.access.refused[0]).toEqual({ kind: 'name', value: 'x99.example' });
  await host.stop();
  expect(warnings.length).toBeLessThan(100);
});

test('a hundred requests on one connection are answered in order, and then it closes', async () => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, 'GET /assets/page-1.js').repeat(100));
  const heads = answer.body.toString().match(/^Connection: .*$/gm)!;
  expect([...new Set(heads)]).toEqual(
    ['Connection: keep-alive\r', 'Connection: close\r'].map((each) => each.trim()),
  );
  expect(heads.slice(-1)).toEqual(['Connection: close']);
  expect(heads).toHaveLength(99);
});

test('an unknown expectation is answered with our headers', async () => {
  const { port } = await lightHost();
  const answer = await request(port, requestOf(port, 'GET /', ['Expect: the-unexpected']));
  expect(answer).toMatchObject({ status: 200, headers: ALWAYS });
});

test('a client that asks whether to send a body gets the answer itself, through the guard', async () => {
  const { port } = await lightHost();
  const body = ['Expect: 100-continue', 'Content-Length: 5'];
  expect(await request(port, requestOf(port, 'POST /', body))).toMatchObject({ status: 405 });
  const evil = `POST / HTTP/1.1\r\nHost: evil.example\r\n${body.join('\r\n')}\r\n\r\n`;
  expect(await request(port, evil)).toMatchObject({ status: 403, headers: ALWAYS });
});

test('a thousand bodies of a wrong type leave no connection open', async () => {
  const { port } = await lightHost();
  const lines = [
    'POST /',
    'POST /ws',
    'POST /files',
    'POST /files/none',
    'POST /plain',
    'PATCH /files/none',
    'PUT /assets/page-1.js',
  ];
  const types = [
    'application/octet-stream',
    'text/plain;charset=UTF-16',
    'multipart/form-data',
    '__proto__',
    '',
  ];
  const heads = lines.flatMap((line) =>
    types.map((type) =>
      requestOf(port, line, [`Content-Type: ${type}`, 'Content-Length: 4', 'Connection: close']),
    ),
  );
  const statuses = new Set<number>();
  for (let from = 0; from < 1_000; from += 20) {
    const asked = Array.from({ length: 20 }, (_, i) =>
      request(
        port,
        Buffer.concat([Buffer.from(heads[(from + i) % heads.length]!), Buffer.from([0, 255, 254, 1])]),
      ),
    );
    for (const answer of await Promise.all(asked)) {
      // The server closed it.
      expect(answer.closed).toBe(true);
      statuses.add(answer.status);
    }
  }
  expect([...statuses].every((status) => status >= 400 && status < 500)).toBe(true);
});
