/** The headers of every answer: what the page may do, and what others may do with it. */
import { createHash } from 'node:crypto';
import { VERSION } from '../../websocket/handshake.ts';

export type Headers = Readonly<Record<string, string>>;

/** RFC 9110 §15.5.22, RFC 6455 §4.4 */
export const UPGRADE: Headers = { Upgrade: 'websocket', 'Sec-WebSocket-Version': VERSION };
/** RFC 9110 §15.5.6 */
export const ALLOW: Headers = { Allow: 'GET, HEAD' };

/** Of every answer, errors too. */
const ALWAYS: Headers = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
};

/**
 * @param host the request's own Host, already found to be ours: Safari before 15.4 does not count a WebSocket
 *   to the same host as `'self'`
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

/** For what is no page. @param more what else the policy says */
export function bareHeaders(more = ''): Headers {
  return { ...ALWAYS, 'Content-Security-Policy': `${more}default-src 'none'` };
}

/** For a page without script, whose one style sheet stands in it. */
export function plainPageHeaders(style: string): Headers {
  const hash = createHash('sha256').update(style).digest('base64');
  return {
    ...ALWAYS,
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; frame-ancestors 'none'`,
    'Cache-Control': 'no-store',
  };
}

/**
 * For a page whose forms are sent back to us. Its `Origin` must come with them, and with `no-referrer` browsers send
 * `null` instead (Fetch §3.2); what we answer leads nowhere else, so no address of ours leaves with a click.
 */
export function formPageHeaders(style: string): Headers {
  const headers = plainPageHeaders(style);
  return {
    ...headers,
    'Referrer-Policy': 'same-origin',
    'Content-Security-Policy': `${headers['Content-Security-Policy'] ?? ''}; form-action 'self'`,
  };
}
