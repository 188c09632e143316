import { expect, test } from 'vitest';
import { parseHostLink } from '../../electron/open-link.ts';

test.each([
  ['http://192.168.1.20:8080', 'http://192.168.1.20:8080'],
  ['http://10.0.0.7', 'http://10.0.0.7'],
  ['http://10.0.0.7:80', 'http://10.0.0.7'],
])('%s is opened as %s', (raw, link) => {
  expect(parseHostLink(raw)).toBe(link);
});

const SCHEMES =
  'javascript data file smb ms-settings vbscript about blob view-source ftp https ws mailto tel steam search-ms'.split(
    ' ',
  );

test.each([
  ...SCHEMES.map((scheme) => `${scheme}://192.168.1.20:8080`),
  ...SCHEMES.map((scheme) => `${scheme}:alert(1)`),
  '\\\\192.168.1.20\\share',
  'http://192.168.1.20:8080/',
  'http://192.168.1.20:8080/path',
  'http://192.168.1.20:8080?q',
  'http://192.168.1.20:8080#f',
  'http://user@192.168.1.20:8080',
  'http://user:word@192.168.1.20',
  'http://example.org',
  'http://porchlight-ab12.local:8080',
  'http://xn--e1awd7f.example',
  'http://0x7f.1',
  'http://3232235777',
  'http://192.168.1.20:99999',
  ' http://192.168.1.20:8080',
  'http://192.168.1.20:8080\n',
  'HTTP://192.168.1.20:8080',
  'http:192.168.1.20',
  `http://192.168.1.20:${'0'.repeat(100)}80`,
  '',
  undefined,
  null,
  7,
  {},
  ['http://192.168.1.20:8080'],
])('%j is not opened', (raw) => {
  expect(parseHostLink(raw)).toBeUndefined();
});
