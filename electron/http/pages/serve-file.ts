/** Answers a request with one built file: as it is, compressed, or as 304. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { pageHeaders } from './headers.ts';
import type { BuiltFile } from './pages.ts';

/** Present, and without the weight 0 that forbids it (RFC 9110 §12.4.2, §12.5.3). */
const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i;

export function serveFile(file: BuiltFile, request: IncomingMessage, response: ServerResponse): void {
  const headers: Record<string, string> = {
    ...pageHeaders(request.headers.host ?? ''),
    'Content-Type': file.type,
    ETag: file.etag,
    'Cache-Control': file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (request.headers['if-none-match'] === file.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const zipped = GZIP.test(request.headers['accept-encoding'] ?? '') ? file.gzipped() : undefined;
  if (zipped !== undefined) headers['Content-Encoding'] = 'gzip';
  const body = zipped ?? file.bytes;
  response.writeHead(200, { ...headers, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
