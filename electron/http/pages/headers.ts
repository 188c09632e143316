/** The headers of responses: what the page may do, and what others may do with it. */
import { createHash } from 'node:crypto';
import { VERSION } from '../../websocket/handshake.ts';

export type Headers = Readonly<Record<string, string>>;

/** RFC 9110 §15.5.22, RFC 6455 §4.4 */
export const UPGRADE: Headers = { Upgrade: 'websocket', 'Sec-WebSocket-Version': VERSION };
/** RFC 9110 §15.5.6 */
export const ALLOW: Headers = { Allow: 'GET, HEAD' };

/** Sent with every response, including errors. */
const ALWAYS: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/**
 * @param host the request's Host, already checked: Safari before 15.4 does not match a WebSocket to the same host with
 * `'self'`
 */
export function pageHeaders(host: string): Headers {
  return {
    ...ALWAYS,
    'Content-Security-Policy': [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' blob:",
      `connect-src 'self' ws://${host}`,
      "form-action 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
      "require-trusted-types-for 'script'",
    ].join('; '),
  };
}

/**
 * For responses that are not pages.
 *
 * @param more additional directives of the policy
 */
export function bareHeaders(more = ''): Headers {
  return { ...ALWAYS, 'Content-Security-Policy': `${more}default-src 'none'` };
}

/** For a page without scripts and with one inline style sheet. */
export function plainPageHeaders(style: string): Headers {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    ...ALWAYS,
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
  };
}

/**
 * For a page with forms that are sent back to us. Forms need their `Origin`, and with `no-referrer` browsers send
 * `null` instead (Fetch §3.2). Our pages have no links to other sites, so no address of ours leaks with a click.
 */
export function formPageHeaders(style: string): Headers {
  const headers = plainPageHeaders(style);
  return {
    ...headers,
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': `${headers['Content-Security-Policy'] ?? ''}; form-action 'self'`,
  };
}
