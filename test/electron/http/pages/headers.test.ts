import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pageHeaders, plainPageHeaders } from '../../../../electron/http/pages/headers.ts';

test('the page may load from its own host, open a WebSocket to it, and nothing else', () => {
  expect(pageHeaders('10.0.0.5:8080')).toEqual({
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Content-Security-Policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; " +
      "connect-src 'self' ws://10.0.0.5:8080; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'",
  });
});

test('a page of one sentence has one style sheet and runs nothing', () => {
  const hash = createHash('sha256').update('h1 {}').digest('base64');
  expect(plainPageHeaders('h1 {}')).toMatchObject({
    'X-Frame-Options': 'DENY',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': expect.stringContaining(
      `default-src 'none'; style-src 'sha256-${hash}'`,
    ) as string,
  });
});
