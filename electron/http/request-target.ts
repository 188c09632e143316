/** What a request asks for: a path, or a whole address, as clients of a proxy send it (RFC 9112 §3.2). */
import type { IncomingMessage } from 'node:http';

/** The absolute form: a scheme, an authority, and what comes behind it. */
const ABSOLUTE = /^https?:\/\/([^/?#]*)(.*)$/is;

/**
 * Brings the absolute form into the usual one, in place: the path stays as the target, and the authority becomes the
 * Host, whatever the client sent as that (RFC 9112 §3.2.2). A request without exactly one Host stays malformed.
 */
export function takeOrigin(request: IncomingMessage): void {
  const [, authority, rest = ''] = ABSOLUTE.exec(request.url ?? '') ?? [];
  if (authority === undefined) return;
  request.url = rest.startsWith('/') ? rest : `/${rest}`;
  request.headers.host = authority;
  const { rawHeaders } = request;
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    if (rawHeaders[i]?.toLowerCase() === 'host') rawHeaders[i + 1] = authority;
  }
}
