import fc from 'fast-check';
import { expect, test } from 'vitest';
import { browserName } from '../../../../renderer/console/inspector/browser-name.ts';
import { anyCharacter } from '../../../support/any-character.ts';

test.each([
  ['Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0', 'Firefox', 'Android'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iOS',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
    'Chrome',
    'Windows',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile Safari/537.36',
    'Samsung Internet',
    'Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36 Edg/130.0.0.0',
    'Edge',
    'Windows',
  ],
])('%s is told in two words', (userAgent, browser, system) => {
  expect(browserName(userAgent)).toEqual({ browser, system });
});

test('nothing is said of what says nothing', () => {
  expect(browserName('')).toEqual({});
  expect(browserName('   ')).toEqual({});
});

test('whatever a peer sends, the words are short', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: anyCharacter }), fc.constant('x/1 '.repeat(9_000))),
      (userAgent) => {
        const { browser = '', system = '' } = browserName(userAgent);
        expect(browser.length).toBeLessThanOrEqual(32);
        expect(system.length).toBeLessThanOrEqual(32);
      },
    ),
  );
});
