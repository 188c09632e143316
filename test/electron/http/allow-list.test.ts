import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ALLOWED_MAX, ALLOWED_NONE } from '../../../contract/ipc/allowed.ts';
import { parseAllowed, parseAllowedName, parseAllowedOrigin } from '../../../electron/http/allow-list.ts';

test.each([
  ['chat.example.org', 'chat.example.org'],
  [' Chat.Example.ORG. ', 'chat.example.org'],
  ['chat.example.org:8080', 'chat.example.org:8080'],
  ['192.168.1.5', '192.168.1.5'],
  ['[fd00::1]:9000', '[fd00::1]:9000'],
  ['b\u00fccher.example', 'xn--bcher-kva.example'],
  ['\u4f8b\u3048.example:80', 'xn--r8jz45g.example:80'],
])('the name %j is %s', (written, name) => {
  expect(parseAllowedName(written)).toBe(name);
});

test.each([
  '',
  ' ',
  'http://a.example',
  'a.example/',
  'a b',
  '*.example',
  'a.example:',
  'a:0',
  'a:x',
  'a,b',
  '..',
  'me@a',
])('%j is not a name', (written) => {
  expect(parseAllowedName(written)).toBeUndefined();
});

test.each([
  ['https://school.example', 'https://school.example'],
  ['HTTPS://School.example/', 'https://school.example'],
  ['https://school.example:443', 'https://school.example'],
  ['http://school.example:443', 'http://school.example:443'],
  ['http://b\u00fccher.example', 'http://xn--bcher-kva.example'],
  ['file://', 'file://'],
  ['file:///', 'file://'],
  ['null', 'null'],
  ['NULL', 'null'],
  [
    'moz-extension://0a1b2c3d-0000-4000-8000-000000000000',
    'moz-extension://0a1b2c3d-0000-4000-8000-000000000000',
  ],
])('the origin %j is %s', (written, origin) => {
  expect(parseAllowedOrigin(written)).toBe(origin);
});

test.each([
  '',
  '*',
  'school.example',
  'https://',
  'https://a/b',
  'https://a?x',
  'https://a b',
  'file:///home',
  '//a',
  'https://*',
])('%j is not an origin', (written) => {
  expect(parseAllowedOrigin(written)).toBeUndefined();
});

test('a parsed item parses to itself again, and is safe in a header, a line and a page', () => {
  const text = fc.oneof(fc.string(), fc.domain(), fc.webUrl(), fc.webAuthority(), fc.ipV6());
  fc.assert(
    fc.property(text, (written) => {
      for (const parse of [parseAllowedName, parseAllowedOrigin]) {
        const read = parse(written);
        if (read === undefined) continue;
        expect(parse(read)).toBe(read);
        expect(read).toMatch(/^[\w.:[\]/+-]+$/);
      }
    }),
  );
});

test('invalid entries of a file and those past the limit are left out', () => {
  expect(parseAllowed({ names: ['A.example', 'a.example', 1, 'x y'], origins: 'null' })).toEqual({
    names: ['a.example'],
    origins: [],
  });
  const many = Array.from({ length: ALLOWED_MAX + 5 }, (_, i) => `a${i}.example`);
  expect(parseAllowed({ names: many }).names).toHaveLength(ALLOWED_MAX);
  for (const raw of [undefined, null, 'x', 1, []]) expect(parseAllowed(raw)).toEqual(ALLOWED_NONE);
});
