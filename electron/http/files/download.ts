/** Serves a file: pictures inline, everything else as a download, and nothing that a browser would run. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { create as contentDisposition } from 'content-disposition';
import parseRange from 'range-parser';
import type { Translate } from '../../../locales/translate.ts';
import { nameToSave } from '../../disk/file-name.ts';
import type { Files, OpenFile } from '../../files/files.ts';
import { pumpFile } from './file-pump.ts';
import { bareHeaders } from '../pages/headers.ts';

/** The connection is closed if the client reads nothing for this long. */
const STALL_MS = 30_000;

type Parts = { readonly files: Files; readonly t: Translate };
/** `undefined` for the whole file. */
type Part = { readonly start: number; readonly end: number } | undefined;

/** Sends the file and resolves when that has ended, or returns the status of a refusal. */
export async function download(
  { files, t }: Parts,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<{ readonly status: 404 } | undefined> {
  const file = await files.read(id);
  if (file === undefined) return { status: 404 };
  try {
    await send(file, `"${id}"`, t('host:files.unnamed'), request, response);
  } finally {
    await file.handle.close();
  }
  return undefined;
}

async function send(
  file: OpenFile,
  etag: string,
  neutralName: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { bytes, handle, name, type } = file;
  const saved = nameToSave(name, neutralName);
  const headers = {
    ...bareHeaders('sandbox; '),
    'Content-Type': type ?? 'application/octet-stream',
    'Content-Disposition': contentDisposition(saved, { type: type === undefined ? 'attachment' : 'inline' }),
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Accept-Ranges': 'bytes',
    ETag: etag,
  };
  if (request.headers['if-none-match'] === etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const part = partOf(request, etag, bytes);
  if (part === 'none') {
    response.writeHead(416, { ...headers, 'Content-Range': `bytes */${bytes}`, 'Content-Length': 0 }).end();
    return;
  }
  const { start, end } = part ?? { start: 0, end: bytes - 1 };
  response.writeHead(part === undefined ? 200 : 206, {
    ...headers,
    'Content-Length': end - start + 1,
    ...(part && { 'Content-Range': `bytes ${start}-${end}/${bytes}` }),
  });
  if (request.method === 'HEAD' || bytes === 0) {
    response.end();
    return;
  }
  // This is the timeout of the socket, which counts every byte sent. Without a listener the socket is destroyed.
  response.setTimeout(STALL_MS);
  // If the client went away, there is nothing left to do.
  await pumpFile(handle, start, end, response);
}

/** Parses a single byte range, if If-Range matches (RFC 9110 §14.2, §13.1.5). Several ranges are ignored. */
function partOf({ headers, method }: IncomingMessage, etag: string, bytes: number): Part | 'none' {
  const { range, 'if-range': ifRange = etag } = headers;
  if (range === undefined || method !== 'GET' || ifRange !== etag) return undefined;
  const ranges = parseRange(bytes, range);
  if (ranges === -1) return 'none';
  const [only, more] = ranges === -2 || ranges.type !== 'bytes' ? [] : ranges;
  return only === undefined || more !== undefined ? undefined : only;
}
