/**
 * A file as the answer to a request: pictures to be shown, everything else to be saved, and nothing that a browser would
 * run. It refuses to know who asks.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { create as contentDisposition } from 'content-disposition';
import parseRange from 'range-parser';
import type { Translate } from '../../../locales/translate.ts';
import { nameToSave } from '../../disk/file-name.ts';
import type { Files, OpenFile } from '../../files/files.ts';
import { pumpFile } from './file-pump.ts';
import { bareHeaders } from '../pages/headers.ts';

/** Whoever takes nothing for so long is not waiting for it. */
const STALL_MS = 30_000;

type Parts = { readonly files: Files; readonly t: Translate };
/** `undefined` where the whole file is wanted. */
type Part = { readonly start: number; readonly end: number } | undefined;

/** Sends it, and resolves when that is over; or answers with why not. */
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
  unnamed: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { bytes, handle, name, type } = file;
  const saved = nameToSave(name, unnamed);
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
  // Of the socket, which counts every byte that leaves; without a listener it is destroyed.
  response.setTimeout(STALL_MS);
  // Whether they went away meanwhile changes nothing more.
  await pumpFile(handle, start, end, response);
}

/** One range of bytes, if it is of the same file (RFC 9110 §14.2, §13.1.5); several are more than anybody needs. */
function partOf({ headers, method }: IncomingMessage, etag: string, bytes: number): Part | 'none' {
  const { range, 'if-range': ifRange = etag } = headers;
  if (range === undefined || method !== 'GET' || ifRange !== etag) return undefined;
  const ranges = parseRange(bytes, range);
  if (ranges === -1) return 'none';
  const [only, more] = ranges === -2 || ranges.type !== 'bytes' ? [] : ranges;
  return only === undefined || more !== undefined ? undefined : only;
}
