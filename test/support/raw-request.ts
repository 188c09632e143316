/** HTTP by hand over a bare socket: sends exactly the given bytes, and reads until the server has had enough. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

export interface RawResponse {
  /** 0 when the server said nothing. */
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the server closed its half by itself. */
  readonly closed: boolean;
}

const QUIET_MS = 300;
/** A busy machine is not quiet: so long for the first byte. */
const ANSWER_MS = 2_000;

/** A request with the right Host; the first line is given. */
export function requestOf(port: number, line: string, headers: readonly string[] = []): string {
  return [`${line} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '\r\n'].join('\r\n');
}

export async function dial(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  await once(socket, 'connect');
  return socket;
}

/** Resolves when the server closed, or has been quiet for a while after its answer. */
export async function request(
  port: number,
  bytes: string | Buffer,
  quietMs = QUIET_MS,
): Promise<RawResponse> {
  const socket = await dial(port);
  const chunks: Buffer[] = [];
  const closed = new Promise<boolean>((resolve) => {
    let quiet = setTimeout(() => resolve(false), Math.max(quietMs, ANSWER_MS));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      clearTimeout(quiet);
      quiet = setTimeout(() => resolve(false), quietMs);
    });
    socket.on('end', () => resolve(true));
    socket.on('error', () => resolve(true));
    socket.on('close', () => {
      clearTimeout(quiet);
      resolve(true);
    });
  });
  socket.write(bytes);
  const ended = await closed;
  socket.destroy();
  return { ...read(Buffer.concat(chunks)), closed: ended };
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
