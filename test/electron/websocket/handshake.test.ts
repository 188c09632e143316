import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptKey, handshake } from '../../../electron/websocket/handshake.ts';
import { effortMs } from '../../support/host/effort.ts';

const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
type Headers = readonly (readonly [string, string])[];
const GOOD: Headers = [
  ['Host', 'server.example.com'],
  ['Upgrade', 'websocket'],
  ['Connection', 'Upgrade'],
  ['Sec-WebSocket-Key', KEY],
  ['Sec-WebSocket-Version', '13'],
];

function ask(headers: Headers, spoken: readonly string[] = [], method = 'GET', httpVersion = '1.1') {
  return handshake({ method, httpVersion, rawHeaders: headers.flat() }, spoken);
}

function without(name: string): Headers {
  return GOOD.filter(([each]) => each !== name);
}

function withValue(name: string, value: string): Headers {
  return [...without(name), [name, value]];
}

test('the key of RFC 6455 §1.3 is accepted as printed there', () => {
  expect(acceptKey(KEY)).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
});

test('the answer is the 101 of RFC 6455 §4.2.2', () => {
  expect(ask(GOOD)).toEqual({
    ok: true,
    subprotocol: undefined,
    response:
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      'Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
  });
});

test('names of headers count in any case, and so do their tokens', () => {
  const shuffled: fc.Arbitrary<Headers> = fc
    .array(fc.boolean(), { minLength: 400, maxLength: 400 })
    .map((up) =>
      GOOD.map(([name, value], row) => [
        mixCase(name, up, row * 40),
        isToken(name) ? mixCase(value, up, row * 40 + 20) : value,
      ]),
    );
  fc.assert(fc.property(shuffled, (headers) => ask(headers).ok));
});

test('a list of tokens may be one line or many, with anything lawful around them', () => {
  expect(ask(withValue('Connection', ' keep-alive ,  Upgrade,')).ok).toBe(true);
  expect(ask([...withValue('Connection', 'keep-alive'), ['connection', 'upgrade']]).ok).toBe(true);
  expect(ask(withValue('Upgrade', 'h2c, websocket')).ok).toBe(true);
});

test('the first subprotocol of the client that the server speaks is chosen', () => {
  const offer = (value: string) => ask([...GOOD, ['Sec-WebSocket-Protocol', value]], ['b', 'a']);
  expect(offer('x, a, b')).toMatchObject({ ok: true, subprotocol: 'a' });
  expect(offer('b')).toMatchObject({
    ok: true,
    response: expect.stringContaining('\r\nSec-WebSocket-Protocol: b\r\n') as string,
  });
  expect(offer('')).toMatchObject({ ok: true, subprotocol: undefined });
});

test('a client that asks only for other subprotocols is refused', () => {
  expect(ask([...GOOD, ['Sec-WebSocket-Protocol', 'soap']], ['b'])).toEqual({
    ok: false,
    refusal: { status: 400, code: 'subprotocol' },
  });
});

test('a client that asks only for other subprotocols may be accepted with none', () => {
  const headers = [...GOOD, ['Sec-WebSocket-Protocol', 'arduino']].flat();
  const answer = handshake({ method: 'GET', httpVersion: '1.1', rawHeaders: headers }, ['b'], 'accept');
  expect(answer).toMatchObject({ ok: true, subprotocol: undefined });
  expect(answer).toMatchObject({ response: expect.not.stringContaining('Protocol:') as string });
});

test.each(['a b/"c"', 'a, b c', 'a;b', 'a/b', 'a, "b"', '\u00fc', 'a\u00a0'])(
  'the list of subprotocols %j is none of tokens, whatever is spoken',
  (value) => {
    const refusal = { status: 400, code: 'subprotocol-list' };
    const headers: Headers = [...GOOD, ['Sec-WebSocket-Protocol', value]];
    expect(ask(headers, [value, 'a'])).toEqual({ ok: false, refusal });
    expect(ask([...headers, ['Sec-WebSocket-Protocol', 'b']], ['b'])).toEqual({ ok: false, refusal });
  },
);

test('blanks and tabs around a value are none of it, and nothing else is left out', () => {
  expect(ask(withValue('Upgrade', '\t websocket\t ')).ok).toBe(true);
  expect(ask(withValue('Upgrade', 'websocket\u00a0'))).toMatchObject({ refusal: { code: 'not-an-upgrade' } });
});

test.each(['example.org', 'EXAMPLE.org:80', '127.0.0.1:9001', '[::1]:9001', 'localhost', 'a_b.local.'])(
  'the Host %s is one',
  (value) => {
    expect(ask(withValue('Host', value)).ok).toBe(true);
  },
);

test('a length of 0 is no body', () => {
  expect(ask([...GOOD, ['Content-Length', '0']]).ok).toBe(true);
});

test('an offer of compression is not taken', () => {
  const answer = ask([...GOOD, ['Sec-WebSocket-Extensions', 'permessage-deflate']]);
  expect(answer).toMatchObject({ ok: true, response: expect.not.stringContaining('Extensions') as string });
});

const refusals: readonly (readonly [what: string, headers: Headers, status: number, code: string])[] = [
  ['no Host', without('Host'), 400, 'host'],
  ['two Hosts', [...GOOD, ['host', 'server.example.com']], 400, 'host'],
  ...['', 'a b', 'a, b', 'me@a', 'http://a', 'a/', 'a:b', 'a:0', 'a:65536', '::1', '[a]', '.', 'a..b'].map(
    (value) => [`the Host ${JSON.stringify(value)}`, withValue('Host', value), 400, 'host'] as const,
  ),
  ['a body', [...GOOD, ['Content-Length', '5']], 400, 'body'],
  ['a body in chunks', [...GOOD, ['Transfer-Encoding', 'chunked']], 400, 'body'],
  ['no Upgrade', without('Upgrade'), 426, 'not-an-upgrade'],
  ['another Upgrade', withValue('Upgrade', 'h2c'), 426, 'not-an-upgrade'],
  ['no Connection', without('Connection'), 426, 'not-an-upgrade'],
  ['Connection without the token', withValue('Connection', 'upgraded'), 426, 'not-an-upgrade'],
  ['no version', without('Sec-WebSocket-Version'), 426, 'version'],
  ['version 8', withValue('Sec-WebSocket-Version', '8'), 426, 'version'],
  ['version 13 twice', [...GOOD, ['Sec-WebSocket-Version', '13']], 400, 'repeated-header'],
  ['no key', without('Sec-WebSocket-Key'), 400, 'key'],
  ['a key of 15 bytes', withValue('Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAA'), 400, 'key'],
  ['a key of 17 bytes', withValue('Sec-WebSocket-Key', 'AAAAAAAAAAAAAAAAAAAAAAA='), 400, 'key'],
  ['a key that is not base64', withValue('Sec-WebSocket-Key', '!!!!!!!!!!!!!!!!!!!!!!=='), 400, 'key'],
  ['two keys', [...GOOD, ['sec-websocket-key', KEY]], 400, 'repeated-header'],
];

for (const [what, headers, status, code] of refusals) {
  test(`${what} is refused with ${status}`, () => {
    expect(ask(headers)).toEqual({ ok: false, refusal: { status, code } });
  });
}

test('only a GET over HTTP/1.1 can become a WebSocket', () => {
  expect(ask(GOOD, [], 'POST')).toEqual({ ok: false, refusal: { status: 405, code: 'method' } });
  expect(ask(GOOD, [], 'GET', '1.0')).toEqual({ ok: false, refusal: { status: 505, code: 'http-version' } });
});

test.each([
  ['blanks', ' '],
  ['commas', ','],
  ['blanks and commas', ' ,'],
  ['what an asterisk of a pattern would love', ' *,'],
])('%s without end are read in time that grows as they do', (_, unit) => {
  const value = `b${unit.repeat(100_000 / unit.length)}/`;
  const headers: Headers = [...withValue('Upgrade', `websocket,${value}`), ['Sec-WebSocket-Protocol', value]];
  // In quadratic time it would be many seconds.
  expect(effortMs(() => ask(headers, ['b']))).toBeLessThan(2_500);
});

test('no list of headers makes it throw, `__proto__` and `constructor` included', () => {
  const name = fc.oneof(
    fc.constantFrom('__proto__', 'constructor', ...GOOD.map(([each]) => each)),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(name, fc.string())), fc.array(fc.string()), (extra, spoken) => {
      expect(typeof ask([...GOOD, ...extra], spoken).ok).toBe('boolean');
    }),
  );
});

function isToken(name: string): boolean {
  return name === 'Upgrade' || name === 'Connection';
}

function mixCase(text: string, up: readonly boolean[], from: number): string {
  return Array.from(text, (letter, i) =>
    up[from + i] === true ? letter.toUpperCase() : letter.toLowerCase(),
  ).join('');
}
