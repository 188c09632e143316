import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bracketed, guard, isLoopback, ownHosts } from '../../../electron/http/guard.ts';

const LAN = ownHosts(['192.168.1.20'], 'Desk.local', 8080);
const LOOPBACK = ownHosts(['127.0.0.1'], 'desk', 8080);
const SIX = ownHosts(['fd00::20'], 'desk', 8080);
const EVERY = ownHosts(['192.168.1.20', '10.0.0.5', '127.0.0.1', '::1'], 'desk', 8080);
const WEB = ownHosts(['192.168.1.20'], 'desk', 80);

const status = (hosts: ReadonlySet<string>, host: string, origin?: string) =>
  guard(['Host', host, ...(origin === undefined ? [] : ['Origin', origin])], hosts)?.status ?? 'in';

test.each<[string, ReadonlySet<string>, string, string | undefined, 'in' | 400 | 403]>([
  ['the address', LAN, '192.168.1.20:8080', undefined, 'in'],
  ['the address, its own origin', LAN, '192.168.1.20:8080', 'http://192.168.1.20:8080', 'in'],
  ['the .local name', LAN, 'desk.local:8080', 'http://desk.local:8080', 'in'],
  ['the .local name in capitals', LAN, 'DESK.LOCAL:8080', 'http://desk.local:8080', 'in'],
  ['localhost', LOOPBACK, 'localhost:8080', 'http://localhost:8080', 'in'],
  ['IPv6', SIX, '[fd00::20]:8080', 'http://[fd00::20]:8080', 'in'],
  ['every network: one of them', EVERY, '10.0.0.5:8080', 'http://10.0.0.5:8080', 'in'],
  ['every network: loopback', EVERY, '[::1]:8080', 'http://[::1]:8080', 'in'],
  ['every network: localhost', EVERY, 'localhost:8080', undefined, 'in'],
  ['port 80, unsaid', WEB, '192.168.1.20', 'http://192.168.1.20', 'in'],
  ['port 80, said', WEB, '192.168.1.20:80', undefined, 'in'],
  // DNS can name us anything, so a name proves nothing.
  ['a name of theirs', LAN, 'evil.example:8080', undefined, 403],
  ['a name of theirs that is its own origin', LAN, 'evil.example:8080', 'http://evil.example:8080', 403],
  ['a name that begins like ours', LAN, '192.168.1.20.evil.example:8080', undefined, 403],
  ['the bare host name', LAN, 'desk:8080', undefined, 403],
  ['another .local name', LAN, 'other.local:8080', undefined, 403],
  ['localhost where it is not bound', LAN, 'localhost:8080', undefined, 403],
  ['loopback where it is not bound', LAN, '127.0.0.1:8080', undefined, 403],
  ['another address', LAN, '192.168.1.21:8080', undefined, 403],
  ['the sentinel of a bind', EVERY, '0.0.0.0:8080', undefined, 403],
  ['another port', LAN, '192.168.1.20:8081', undefined, 403],
  ['no port', LAN, '192.168.1.20', undefined, 403],
  ['an empty port', LAN, '192.168.1.20:', undefined, 403],
  ['a port with a zero before it', LAN, '192.168.1.20:08080', undefined, 403],
  ['a dot at the end', LOOPBACK, 'localhost.:8080', undefined, 403],
  ['somebody before it', LAN, 'me@192.168.1.20:8080', undefined, 403],
  ['a scheme before it', LAN, 'http://192.168.1.20:8080', undefined, 403],
  ['IPv4 in IPv6 clothes', LAN, '[::ffff:192.168.1.20]:8080', undefined, 403],
  ['IPv6 without brackets', SIX, 'fd00::20:8080', undefined, 403],
  ['the address as one number', LAN, '3232235796:8080', undefined, 403],
  ['an empty Host', LAN, '', undefined, 403],
  ['two in one Host', LAN, '192.168.1.20:8080, evil.example', undefined, 403],
  ['no origin at all: null', LAN, '192.168.1.20:8080', 'null', 403],
  ['an empty origin', LAN, '192.168.1.20:8080', '', 403],
  ['an origin on another port', LAN, '192.168.1.20:8080', 'http://192.168.1.20:8081', 403],
  ['an origin without port', LAN, '192.168.1.20:8080', 'http://192.168.1.20', 403],
  ['an origin on another address', LAN, '192.168.1.20:8080', 'http://192.168.1.66:8080', 403],
  ['an origin by another of our names', LAN, '192.168.1.20:8080', 'http://desk.local:8080', 403],
  ['an origin of another scheme', LAN, '192.168.1.20:8080', 'https://192.168.1.20:8080', 403],
  ['an origin of the web', LAN, '192.168.1.20:8080', 'https://evil.example', 403],
  ['an origin with a path', LAN, '192.168.1.20:8080', 'http://192.168.1.20:8080/', 403],
  ['an origin that begins like ours', LAN, '192.168.1.20:8080', 'http://192.168.1.20:8080.evil.example', 403],
  ['an origin of a file', LAN, '192.168.1.20:8080', 'file://', 403],
  ['an origin of an extension', LAN, '192.168.1.20:8080', 'chrome-extension://abc', 403],
])('%s', (_, hosts, host, origin, expected) => {
  expect(status(hosts, host, origin)).toBe(expected);
});

test.each([
  ['without a Host', []],
  ['with two that agree', ['Host', '192.168.1.20:8080', 'host', '192.168.1.20:8080']],
  ['with two that do not', ['HOST', '192.168.1.20:8080', 'Host', 'evil.example']],
])('a request %s is malformed', (_, headers) => {
  expect(guard(headers, LAN)).toEqual({ status: 400 });
});

test('two origins are one too many', () => {
  const origin = ['Origin', 'http://192.168.1.20:8080'];
  expect(guard(['Host', '192.168.1.20:8080', ...origin, ...origin], LAN)).toEqual({ status: 403 });
});

test('a value that reads Host is not a Host', () => {
  expect(guard(['X', 'Host', 'Y', '192.168.1.20:8080'], LAN)).toEqual({ status: 400 });
});

test('64 headers are let in, and one more is too many', () => {
  const headers = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      i === 0 ? ['Host', '192.168.1.20:8080'] : [`X-${i}`, '1'],
    ).flat();
  expect(guard(headers(64), LAN)).toBeUndefined();
  expect(guard(headers(65), LAN)).toEqual({ status: 431 });
});

test('no Host but our own gets in, whatever the origin', () => {
  const text = fc.oneof(fc.string(), fc.domain(), fc.ipV4(), fc.webUrl(), fc.constantFrom(...EVERY));
  fc.assert(
    fc.property(text, fc.option(text, { nil: undefined }), (host, origin) => {
      if (status(EVERY, host, origin) !== 'in') return;
      expect(EVERY.has(host.toLowerCase())).toBe(true);
      if (origin !== undefined) expect(origin.toLowerCase()).toBe(`http://${host.toLowerCase()}`);
    }),
  );
});

test('loopback is known by its address, and an IPv6 address stands in brackets', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true);
  expect(['128.0.0.1', '10.127.0.1', '::', '0.0.0.0'].some(isLoopback)).toBe(false);
  expect([bracketed('::1'), bracketed('10.0.0.1')]).toEqual(['[::1]', '10.0.0.1']);
});
