/** Normalizes the request target: a path, or a whole URL as clients of a proxy send it (RFC 9112 §3.2). */
import type { IncomingMessage } from 'node:http';

/** The absolute form: scheme, authority, and the rest. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;

/**
 * Rewrites the absolute form in place: the path becomes the target, and the authority replaces the Host that the client
 * sent (RFC 9112 §3.2.2). A request without exactly one Host stays malformed.
 */
export function normalizeTarget(request: IncomingMessage): void {
  const [, authority, rest = ''] = ABSOLUTE.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  request.headers.host = authority;
  const { rawHeaders } = request;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'host') rawHeaders[i + 1] = authority;
  }
}
