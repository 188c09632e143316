import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ALLOWED_NONE, type Allowed } from '../../../contract/ipc/allowed.ts';
import { bracketed, guard, isLoopback, ownNames, type OwnNames } from '../../../electron/http/guard.ts';

const DESK = ownNames('Desk.local', 8080, ALLOWED_NONE, ['porchlight-1a2b.local']);
const WEB = ownNames('desk', 80, ALLOWED_NONE);
const allowing = (allowed: Partial<Allowed>): OwnNames =>
  ownNames('desk', 8080, { ...ALLOWED_NONE, ...allowed });
const NAMED = allowing({ names: ['chat.example.org', 'wiki.example.org:9000', 'tls.example.org:443'] });
const OPEN = allowing({ origins: ['https://school.example', 'file://', 'null'] });

type Verdict = 'in' | 'foreign' | 400 | 403 | 431;

function verdict(own: OwnNames, host: string, origin?: string): Verdict {
  const guarded = guard(['Host', host, ...(origin === undefined ? [] : ['Origin', origin])], own);
  if (guarded.ok) return guarded.foreign ? 'foreign' : 'in';
  return guarded.status;
}

describe('a Host', () => {
  test.each<[string, OwnNames, string, Verdict]>([
    ['the address', DESK, '192.168.1.20:8080', 'in'],
    ['the .local name', DESK, 'desk.local:8080', 'in'],
    ['the .local name in capitals', DESK, 'DESK.LOCAL:8080', 'in'],
    ['the announced name', DESK, 'porchlight-1a2b.local:8080', 'in'],
    ['IPv6', DESK, '[fd00::20]:8080', 'in'],
    ['IPv4 mapped to IPv6', DESK, '[::ffff:192.168.1.20]:8080', 'in'],
    ['port 80, implied', WEB, '192.168.1.20', 'in'],
    ['port 80, explicit', WEB, '192.168.1.20:80', 'in'],
    // Forwarded by docker, ssh or a router: neither the address nor the port are ours, and no DNS is involved.
    ['another address', DESK, '192.168.1.21:8080', 'in'],
    ['another port', DESK, '127.0.0.1:9000', 'in'],
    ['no port', DESK, '192.168.1.20', 'in'],
    ['an empty port', DESK, '192.168.1.20:', 'in'],
    ['localhost', DESK, 'localhost:8080', 'in'],
    ['localhost on another port', DESK, 'localhost:9000', 'in'],
    ['localhost with a trailing dot', DESK, 'localhost.:8080', 'in'],
    ['the .local name with a trailing dot', DESK, 'desk.local.:8080', 'in'],
    ['the bare host name', DESK, 'desk:8080', 'in'],
    ['the bare name of the machine around it', DESK, 'porchbox:9000', 'in'],
    // DNS can point any name at us, so a name proves nothing.
    ['a name of an attacker', DESK, 'evil.example:8080', 403],
    ['a name that begins like ours', DESK, '192.168.1.20.evil.example:8080', 403],
    ['a name that ends like ours', DESK, 'evil-desk.local:8080', 403],
    ['a name below ours', DESK, 'evil.desk.local:8080', 403],
    ['a name below localhost', DESK, 'evil.localhost:8080', 403],
    ['a name of the search domain', DESK, 'desk.lan:8080', 403],
    ['another .local name', DESK, 'other.local:8080', 403],
    ['the wildcard address', DESK, '0.0.0.0:8080', 403],
    ['the IPv6 wildcard, written out', DESK, '[0:0:0:0:0:0:0:0]:8080', 403],
    ['the wildcard address, mapped to IPv6', DESK, '[::ffff:0.0.0.0]:8080', 403],
    ['the IPv6 wildcard', DESK, '[::]:8080', 403],
    ['an empty Host', DESK, '', 403],
    ['a port with a leading zero', DESK, '192.168.1.20:08080', 400],
    ['a port out of range', DESK, '192.168.1.20:65536', 400],
    ['a user before the address', DESK, 'me@192.168.1.20:8080', 400],
    ['a scheme before the address', DESK, 'http://192.168.1.20:8080', 400],
    ['a path after the address', DESK, '192.168.1.20:8080/', 400],
    ['IPv6 without brackets', DESK, 'fd00::20:8080', 400],
    ['IPv6 with a zone', DESK, '[fe80::1%25eth0]:8080', 400],
    ['the address as one number', DESK, '3232235796:8080', 400],
    ['the address in hex', DESK, '0xc0a80114:8080', 400],
    ['part of an address', DESK, '192.168.276:8080', 400],
    ['two in one Host', DESK, '192.168.1.20:8080, evil.example', 400],
    ['a space', DESK, 'desk local', 400],
    ['two dots', DESK, 'desk..', 400],
    ['an allowed name with our port', NAMED, 'chat.example.org:8080', 'in'],
    ['an allowed name without a port', NAMED, 'Chat.Example.org', 'in'],
    ['an allowed name with the https port', NAMED, 'chat.example.org:443', 'in'],
    ['an allowed name with a trailing dot', NAMED, 'chat.example.org.:8080', 'in'],
    ['an allowed name with another port', NAMED, 'chat.example.org:9000', 403],
    ['a subdomain of an allowed name', NAMED, 'evil.chat.example.org:8080', 403],
    ['the parent of an allowed name', NAMED, 'example.org:8080', 403],
    ['a name allowed with its port', NAMED, 'wiki.example.org:9000', 'in'],
    ['a name allowed with its port, on another', NAMED, 'wiki.example.org:8080', 403],
    ['a name allowed with its port, without one', NAMED, 'wiki.example.org', 403],
    ['a name allowed with a default port, without one', NAMED, 'tls.example.org', 'in'],
  ])('%s', (_, own, host, expected) => {
    expect(verdict(own, host)).toBe(expected);
  });

  test.each([
    ['without one', []],
    ['with two that agree', ['Host', '192.168.1.20:8080', 'host', '192.168.1.20:8080']],
    ['with two that do not', ['HOST', '192.168.1.20:8080', 'Host', 'evil.example']],
  ])('makes a request %s malformed', (_, headers) => {
    expect(guard(headers, DESK)).toEqual({ ok: false, status: 400 });
  });

  test('is not taken from a header value that contains the text Host', () => {
    expect(guard(['X', 'Host', 'Y', '192.168.1.20:8080'], DESK)).toEqual({ ok: false, status: 400 });
  });

  test.each([
    ['evil.example:8080', 'evil.example'],
    ['evil.example', 'evil.example'],
    ['Evil.Example.:443', 'evil.example'],
    ['evil.example:9000', 'evil.example:9000'],
  ])('%s is refused with the item that would have to be allowed', (host, value) => {
    expect(guard(['Host', host], DESK)).toMatchObject({ refused: { kind: 'name', value } });
    expect(verdict(allowing({ names: [value] }), host)).toBe('in');
  });
});

describe('an Origin', () => {
  const ADDRESS = '192.168.1.20:8080';
  test.each<[string, OwnNames, string, string, Verdict]>([
    ['the page itself', DESK, ADDRESS, 'http://192.168.1.20:8080', 'in'],
    ['the page by its name', DESK, 'DESK.local:8080', 'http://desk.local:8080', 'in'],
    ['the page by IPv6', DESK, '[fd00::20]:8080', 'http://[fd00::20]:8080', 'in'],
    ['the page behind a forwarded port', DESK, '127.0.0.1:9000', 'http://127.0.0.1:9000', 'in'],
    ['null', DESK, ADDRESS, 'null', 403],
    ['empty', DESK, ADDRESS, '', 403],
    ['another port', DESK, ADDRESS, 'http://192.168.1.20:8081', 403],
    ['another port than the forwarded one', DESK, '127.0.0.1:9000', 'http://127.0.0.1:8080', 403],
    ['without port', DESK, ADDRESS, 'http://192.168.1.20', 403],
    ['another address', DESK, ADDRESS, 'http://192.168.1.66:8080', 403],
    ['another of our names', DESK, ADDRESS, 'http://desk.local:8080', 403],
    ['another scheme', DESK, ADDRESS, 'https://192.168.1.20:8080', 403],
    ['a website', DESK, ADDRESS, 'https://evil.example', 403],
    ['a website, with its own Host', DESK, 'evil.example:8080', 'http://evil.example:8080', 403],
    ['with a path', DESK, ADDRESS, 'http://192.168.1.20:8080/', 403],
    ['one that begins like ours', DESK, ADDRESS, 'http://192.168.1.20:8080.evil.example', 403],
    ['a file', DESK, ADDRESS, 'file://', 403],
    ['an extension', DESK, ADDRESS, 'chrome-extension://abc', 403],
    ['an allowed name', NAMED, 'chat.example.org:8080', 'http://chat.example.org:8080', 'in'],
    ['an allowed name behind https', NAMED, 'chat.example.org', 'https://chat.example.org', 'in'],
    [
      'an allowed name behind a proxy that uses our address',
      NAMED,
      '127.0.0.1:8080',
      'https://chat.example.org',
      'in',
    ],
    ['an allowed name on another port', NAMED, '127.0.0.1:8080', 'https://chat.example.org:9000', 403],
    ['a scheme that no page has, before an allowed name', NAMED, ADDRESS, 'ws://chat.example.org', 403],
    ['allowed', OPEN, ADDRESS, 'https://school.example', 'foreign'],
    ['allowed, in capitals', OPEN, ADDRESS, 'https://School.example', 'foreign'],
    ['of a file, which was allowed', OPEN, ADDRESS, 'file://', 'foreign'],
    ['null, which was allowed', OPEN, ADDRESS, 'null', 'foreign'],
    ['allowed by another scheme', OPEN, ADDRESS, 'http://school.example', 403],
    ['allowed by another port', OPEN, ADDRESS, 'https://school.example:8443', 403],
    ['a name below an allowed one', OPEN, ADDRESS, 'https://evil.school.example', 403],
    // A page that is allowed still needs a Host that is ours.
    [
      'an allowed origin, under a name of an attacker',
      OPEN,
      'evil.example:8080',
      'https://school.example',
      403,
    ],
  ])('%s', (_, own, host, origin, expected) => {
    expect(verdict(own, host, origin)).toBe(expected);
  });

  test('is refused if there are two', () => {
    const origin = ['Origin', 'http://192.168.1.20:8080'];
    expect(guard(['Host', ADDRESS, ...origin, ...origin], DESK)).toEqual({ ok: false, status: 403 });
  });

  test.each(['https://evil.example', 'file://', 'null', 'http://192.168.1.20'])(
    '%s is refused with the item that would have to be allowed',
    (value) => {
      const refused = { kind: 'origin', value };
      expect(guard(['Host', ADDRESS, 'Origin', value], DESK)).toMatchObject({ refused });
      expect(verdict(allowing({ origins: [value] }), ADDRESS, value)).toBe('foreign');
    },
  );

  test.each(['<script>', 'http://a/b', '\u001b[2J', ''])('%j is refused without an item', (value) => {
    expect(guard(['Host', ADDRESS, 'Origin', value], DESK)).toEqual({ ok: false, status: 403 });
  });
});

test('64 headers are accepted, one more is refused', () => {
  const headers = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      i === 0 ? ['Host', '192.168.1.20:8080'] : [`X-${i}`, '1'],
    ).flat();
  expect(guard(headers(64), DESK)).toEqual({ ok: true, foreign: false });
  expect(guard(headers(65), DESK)).toEqual({ ok: false, status: 431 });
});

test('no name with a dot is admitted except known ones, and no Origin except the same host', () => {
  const text = fc.oneof(
    fc.string(),
    fc.domain(),
    fc.ipV4(),
    fc.ipV6(),
    fc.webUrl(),
    fc.constantFrom('desk.local', 'localhost', 'null', 'file://'),
  );
  const withPort = fc.tuple(text, fc.option(fc.nat(70_000), { nil: undefined }));
  const host = withPort.map(([name, port]) => (port === undefined ? name : `${name}:${port}`));
  const origin = fc.oneof(
    text,
    host.map((value) => `http://${value}`),
  );
  fc.assert(
    fc.property(host, fc.option(origin, { nil: undefined }), (asked, from) => {
      const got = verdict(DESK, asked, from);
      expect(got).not.toBe('foreign');
      if (got !== 'in') return;
      const name = asked.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
      const isAddress = /^(\[.*\]|\d+\.\d+\.\d+\.\d+)$/.test(name);
      expect(isAddress || !name.includes('.') || DESK.names.has(name)).toBe(true);
      // The Host goes into a header of the page.
      expect(asked).toMatch(/^[\w.:[\]-]+$/);
      if (from !== undefined) expect(from.toLowerCase()).toBe(`http://${asked.toLowerCase()}`);
    }),
  );
});

test('detects loopback addresses, and puts IPv6 addresses in brackets', () => {
  expect(['127.0.0.1', '127.8.8.8', '::1'].every(isLoopback)).toBe(true);
  expect(['128.0.0.1', '10.127.0.1', '::', '0.0.0.0'].some(isLoopback)).toBe(false);
  expect([bracketed('::1'), bracketed('10.0.0.1')]).toEqual(['[::1]', '10.0.0.1']);
});
