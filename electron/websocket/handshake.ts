/**
 * The server's side of the opening handshake (RFC 6455 §4.2): turns the head of an HTTP request into an answer. The
 * caller has already checked `Host` and `Origin`.
 */
import { createHash } from 'node:crypto';
import { parseAuthority } from './authority.ts';

export interface RequestHead {
  readonly method: string;
  /** e.g. `1.1` */
  readonly httpVersion: string;
  /** Names and values in turn, as received: Node's `rawHeaders`. */
  readonly rawHeaders: readonly string[];
}

/** Why a request cannot become a WebSocket, with the HTTP status that says so. */
export type HandshakeRefusal =
  | { readonly status: 405; readonly code: 'method' }
  | { readonly status: 505; readonly code: 'http-version' }
  | { readonly status: 426; readonly code: 'not-an-upgrade' | 'version' }
  | {
      readonly status: 400;
      readonly code: 'host' | 'body' | 'key' | 'subprotocol' | 'subprotocol-list' | 'repeated-header';
    };

export type HandshakeAnswer =
  | {
      readonly ok: true;
      /** The chosen subprotocol; `undefined` when the client asked for none. */
      readonly subprotocol: string | undefined;
      /** The whole head of the 101 response. */
      readonly response: string;
    }
  | { readonly ok: false; readonly refusal: HandshakeRefusal };

/** §1.3: appended to the key, to prove that the server understood the handshake. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
export const VERSION = '13';

/**
 * Answers a request to open a WebSocket.
 *
 * @param subprotocols the server's; the first of the client's list among them is chosen (§4.2.2)
 * @param others what to do with a client that asks for other subprotocols only: refuse it, or accept it without one
 */
export function handshake(
  request: RequestHead,
  subprotocols: readonly string[],
  others: 'refuse' | 'accept' = 'refuse',
): HandshakeAnswer {
  if (request.method !== 'GET') return refuse({ status: 405, code: 'method' });
  // §4.2.1 (1): HTTP/1.1 or higher. HTTP/2 upgrades differently (RFC 8441), and 1.0 cannot upgrade.
  if (request.httpVersion !== '1.1') return refuse({ status: 505, code: 'http-version' });
  const headers = readHeaders(request.rawHeaders);
  // §4.2.1 (2), RFC 9112 §3.2: exactly one `Host`.
  const [host, ...more] = headers.get('host') ?? [];
  if (host === undefined || more.length > 0 || parseAuthority(host) === undefined)
    return refuse({ status: 400, code: 'host' });
  // After the 101 a body would be read as frames.
  if (hasBody(headers)) return refuse({ status: 400, code: 'body' });
  if (!hasToken(headers, 'upgrade', 'websocket') || !hasToken(headers, 'connection', 'upgrade')) {
    return refuse({ status: 426, code: 'not-an-upgrade' });
  }
  for (const name of ['sec-websocket-key', 'sec-websocket-version']) {
    // §11.3.1, §11.3.5: these MUST NOT appear more than once in a request.
    if ((headers.get(name)?.length ?? 0) > 1) return refuse({ status: 400, code: 'repeated-header' });
  }
  // §4.4: answer an unknown version with the one we speak.
  if (headers.get('sec-websocket-version')?.[0] !== VERSION) return refuse({ status: 426, code: 'version' });
  const key = headers.get('sec-websocket-key')?.[0] ?? '';
  if (!isKey(key)) return refuse({ status: 400, code: 'key' });
  const asked = tokens(headers, 'sec-websocket-protocol');
  // §11.3.4: a list of tokens.
  if (!asked.every((name) => TOKEN.test(name))) return refuse({ status: 400, code: 'subprotocol-list' });
  return choose(key, asked, subprotocols, others);
}

/** The value of `Sec-WebSocket-Accept` for a key (RFC 6455 §4.2.2, 5.4). */
export function acceptKey(key: string): string {
  return createHash('sha1').update(`${key}${GUID}`).digest('base64');
}

function choose(
  key: string,
  asked: readonly string[],
  spoken: readonly string[],
  others: 'refuse' | 'accept',
): HandshakeAnswer {
  const subprotocol = asked.find((name) => spoken.includes(name));
  if (asked.length > 0 && subprotocol === undefined && others === 'refuse')
    return refuse({ status: 400, code: 'subprotocol' });
  const lines = [
    'HTTP/1.1 101 Switching Protocols',
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Accept: ${acceptKey(key)}`,
  ];
  if (subprotocol !== undefined) lines.push(`Sec-WebSocket-Protocol: ${subprotocol}`);
  return { ok: true, subprotocol, response: `${lines.join('\r\n')}\r\n\r\n` };
}

function refuse(refusal: HandshakeRefusal): HandshakeAnswer {
  return { ok: false, refusal };
}

type Headers = ReadonlyMap<string, readonly string[]>;

/** Headers by lower-case name (RFC 9110 §5.1). In a Map, `__proto__` is a name like any other. */
function readHeaders(raw: readonly string[]): Headers {
  const headers = new Map<string, string[]>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = (raw[i] ?? '').toLowerCase();
    const values = headers.get(name) ?? [];
    values.push(trimBlanks(raw[i + 1] ?? ''));
    headers.set(name, values);
  }
  return headers;
}

/** The members of a list header over all its lines (RFC 9110 §5.6.1), without the empty ones. */
function tokens(headers: Headers, name: string): string[] {
  return (headers.get(name) ?? [])
    .flatMap((value) => value.split(','))
    .map(trimBlanks)
    .filter((token) => token !== '');
}

/** Removes the spaces and tabs around a value, and nothing else (RFC 9110 §5.6.3). */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text[start])) start += 1;
  while (end > start && isBlank(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

/** RFC 9110 §5.6.2 */
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** RFC 9112 §6.1 and §6.2. A length of 0 means no body. */
function hasBody(headers: Headers): boolean {
  return (
    headers.has('transfer-encoding') || (headers.get('content-length') ?? []).some((length) => length !== '0')
  );
}

function hasToken(headers: Headers, name: string, token: string): boolean {
  return tokens(headers, name).some((each) => each.toLowerCase() === token);
}

/** §4.2.1 (5): 16 bytes in base64. */
function isKey(key: string): boolean {
  return /^[A-Za-z0-9+/]{21}[AQgw]==$/.test(key);
}
