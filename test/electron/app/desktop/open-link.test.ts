import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LINK_LENGTH_MAX, parseLink } from '../../../../electron/app/desktop/open-link.ts';
import { OTHER_SCHEMES, UNOPENED_LINKS } from '../../../support/looks/unopened-links.ts';

test.each([
  ['http://192.168.1.20:8080', 'http://192.168.1.20:8080/'],
  ['http://192.168.1.20:8080/', 'http://192.168.1.20:8080/'],
  ['http://10.0.0.7', 'http://10.0.0.7/'],
])('%s is the front page of a host, and opens as %s', (raw, href) => {
  expect(parseLink(raw)).toMatchObject({ href });
});

test.each([
  ['https://example.org/a?b=c#d', 'example.org'],
  ['https://example.org:8443/', 'example.org:8443'],
  ['https://xn--e1awd7f.example/', 'xn--e1awd7f.example'],
  ['http://192.168.1.20:8080/path', '192.168.1.20:8080'],
  ['http://192.168.1.20:8080/?q', '192.168.1.20:8080'],
  ['https://192.168.1.20/', '192.168.1.20'],
  ['http://[fe80::1]:8080/', '[fe80::1]:8080'],
  ['http://porchlight-ab12.local:8080/', 'porchlight-ab12.local:8080'],
])('%s is a page of %s, which is shown before it opens', (raw, host) => {
  expect(parseLink(raw)).toEqual({ href: raw, host });
});

test.each(UNOPENED_LINKS)('%j is not opened', (raw) => {
  expect(parseLink(raw)).toBeUndefined();
});

test('sixty schemes are tried', () => {
  expect(new Set(OTHER_SCHEMES).size).toBeGreaterThanOrEqual(60);
});

test('a link may have 2,048 units and no more', () => {
  const link = (length: number) => 'https://example.org/'.padEnd(length, 'a');
  expect(parseLink(link(LINK_LENGTH_MAX))).toBeDefined();
  expect(parseLink(link(LINK_LENGTH_MAX + 1))).toBeUndefined();
});

test('an opened link is one link to the web, the same for every parser', () => {
  const parts = fc.constantFrom(
    ...['http', 's', ':', '/', '\\', '@', '.', '#', '?', 'a', '7', '[', ' ', '\t'],
  );
  const near = fc.array(parts, { maxLength: 24 }).map((all) => all.join(''));
  const given = fc.oneof(near, fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.anything());
  fc.assert(
    fc.property(given, (raw) => {
      const link = parseLink(raw);
      if (link === undefined) return;
      expect(link.href).toMatch(/^https?:\/\/[^\s@\\/?#]+\/[^\s]*$/);
      expect(parseLink(link.href)).toEqual(link);
      expect([raw, `${String(raw)}/`]).toContain(link.href);
    }),
    { numRuns: 1_000 },
  );
});
