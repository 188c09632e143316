import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitLinks } from '../../../../renderer/ui/text/links.ts';
import { anyCharacter } from '../../../support/any-character.ts';
import { effortMs } from '../../../support/host/effort.ts';

const links = (text: string) =>
  splitLinks(text).flatMap(({ text: written, href }) => (href ? [written] : []));

describe('links in a message', () => {
  it.each([
    ['http://192.168.1.20:8080', 'http://192.168.1.20:8080'],
    ['See https://example.org/a?b=c&d#e.', 'https://example.org/a?b=c&d#e'],
    ['HTTPS://EXAMPLE.ORG', 'HTTPS://EXAMPLE.ORG'],
    [
      '(https://en.wikipedia.org/wiki/Lamp_(disambiguation))',
      'https://en.wikipedia.org/wiki/Lamp_(disambiguation)',
    ],
    ['<http://printer.local/>', 'http://printer.local/'],
    ['網址：https://example.org/路。', 'https://example.org/路'],
    ['請看https://example.org', 'https://example.org'],
    ['“https://example.org”!', 'https://example.org'],
    ['http://[fe80::1]/', 'http://[fe80::1]/'],
    ['**https://example.org**', 'https://example.org'],
  ])('%s leads to %s', (text, written) => {
    expect(links(text)).toEqual([written]);
  });

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'javascript://example.org/%0aalert(1)',
    'java\nscript:alert(1)',
    'javascript:https://example.org',
    'data:text/html,<script>alert(1)</script>',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'file://server/share',
    'blob:https://example.org/1',
    'filesystem:https://example.org/temporary/1',
    'view-source:https://example.org',
    'about:blank',
    'chrome://settings',
    'chrome-extension://abc/page.html',
    'moz-extension://abc/page.html',
    'edge://settings',
    'ftp://example.org',
    'ws://example.org',
    'wss://example.org',
    'mailto:ada@example.org',
    'tel:+4412345',
    'sms:+4412345',
    'ssh://example.org',
    'smb://server/share',
    'ms-word:ofe|u|https://example.org/a.docx',
    'intent://scan/#Intent;scheme=zxing;end',
    'magnet:?xt=urn:btih:abc',
    'steam://run/440',
    'market://details?id=a',
    'jar:https://example.org!/',
    'xhttp://example.org',
    'http:example.org',
    'http:/example.org',
    '//example.org',
    'www.example.org',
    'https://',
    'http://:80',
    'https://bank.example@elsewhere.example/',
    'https://ada:secret@example.org/',
  ])('%s stays text', (text) => {
    expect(links(text)).toEqual([]);
    expect(
      splitLinks(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  });

  it('end before an invisible character, which could hide their target', () => {
    expect(links('https://example.org/\u202egpj.exe')).toEqual(['https://example.org/']);
  });

  it('keep the text unchanged, and lead to http and https only', () => {
    const piece = fc.constantFrom(
      'https://',
      'http://',
      'a.org',
      '/x',
      ' ',
      '(',
      ')',
      '.',
      'javascript:',
      '明',
      '@',
      '\n',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: anyCharacter }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const parts = splitLinks(text);
          expect(parts.map((part) => part.text).join('')).toBe(text);
          for (const { href } of parts) expect(href ?? 'https://').toMatch(/^https?:\/\//);
        },
      ),
    );
  });

  it('are found in linear time', () => {
    for (const text of [
      'http://('.repeat(50_000),
      `http://${')'.repeat(400_000)}`,
      `http://a${'.'.repeat(400_000)}`,
    ])
      expect(effortMs(() => splitLinks(text))).toBeLessThan(5_000);
  });
});
