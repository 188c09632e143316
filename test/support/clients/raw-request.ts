/** HTTP by hand over a bare socket: sends exactly the given bytes, and reads until the server has had enough. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PATIENCE_MS } from '../patience.ts';

export interface RawResponse {
  /** 0 when the server said nothing. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the server closed its half by itself. */
  readonly closed: boolean;
}

/** Behind an answer that ends with its head a body that should not be there would come within this. */
const QUIET_MS = 300;

/** A request with the right Host; the first line is given. */
export function requestOf(port: number, line: string, headers: readonly string[] = []): string {
  return [`${line} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '\r\n'].join('\r\n');
}

/** @param from an address of this machine */
export async function dial(port: number, from = '127.0.0.1'): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', localAddress: from, allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/**
 * Resolves when the server closed, or when its answer is here and it keeps the line. Of several requests at once only
 * the first case is known.
 *
 * @param withinMs how long the server may take for it
 */
export async function request(
  port: number,
  bytes: string | Buffer,
  withinMs = PATIENCE_MS,
): Promise<RawResponse> {
  const socket = await dial(port);
  const several = bytes.indexOf('HTTP/1.1\r\n') < bytes.lastIndexOf('HTTP/1.1\r\n');
  const isHead = bytes.indexOf('HEAD ') === 0;
  const chunks: Buffer[] = [];
  const closed = new Promise<boolean>((resolve) => {
    let patience = setTimeout(() => resolve(false), withinMs);
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const left = several ? Infinity : bytesLeft(read(Buffer.concat(chunks)), isHead);
      if (left === 0) resolve(false);
      if (left !== undefined) return;
      clearTimeout(patience);
      patience = setTimeout(() => resolve(false), QUIET_MS);
    });
    socket.on('end', () => resolve(true));
    socket.on('error', () => resolve(true));
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(true);
    });
  });
  socket.write(bytes);
  const ended = await closed;
  socket.destroy();
  return { ...read(Buffer.concat(chunks)), closed: ended };
}

/** How much of an answer is still to come; `undefined` for one that may end with its head, as to a HEAD. */
function bytesLeft(
  { status, headers, body }: Omit<RawResponse, 'closed'>,
  isHead: boolean,
): number | undefined {
  if (status === 101) return 0;
  if (status === 0 || headers.connection === 'close') return Infinity;
  if (isHead || status === 204 || status === 304) return undefined;
  if (headers['transfer-encoding'] === 'chunked')
    return body.toString('latin1').endsWith('0\r\n\r\n') ? 0 : Infinity;
  if (headers['content-length'] === undefined) return undefined;
  return Math.max(0, Number(headers['content-length']) - body.length);
}

function read(bytes: Buffer): Omit<RawResponse, 'closed'> {
  const end = bytes.indexOf('\r\n\r\n');
  const [line = '', ...lines] = bytes.toString('latin1', 0, Math.max(end, 0)).split('\r\n');
  const headers = lines.map((each) => {
    const colon = each.indexOf(': ');
    return [each.slice(0, colon).toLowerCase(), each.slice(colon + 2)];
  });
  return {
    status: Number(line.split(' ')[1] ?? 0),
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: bytes.subarray(end + 4),
  };
}
