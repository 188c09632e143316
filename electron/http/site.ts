/**
 * The server on the chosen address: requests get the built page, upgrades become WebSockets. It refuses to know
 * what is said over them.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { SOCKET_PATH, SUBPROTOCOL } from '../../contract/wire.ts';
import type { Translate } from '../../words/words.ts';
import { handshake, VERSION } from '../websocket/handshake.ts';
import { Crowd, type CrowdLimits } from './crowd.ts';
import { guard } from './guard.ts';
import { pageHeaders, type Headers } from './headers.ts';
import type { BuiltFile, Pages } from './pages.ts';
import { sentencePage, sentenceResponse, type SentenceStatus } from './sentence-page.ts';

/** A socket whose handshake was accepted and answered. */
export interface Upgraded {
  readonly socket: Socket;
  /** What came behind the handshake in the same segment. */
  readonly head: Buffer;
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly subprotocol: string | undefined;
}

const HEADER_DEADLINE_MS = 5_000;
const REQUEST_DEADLINE_MS = 10_000;
const DEADLINE_CHECK_MS = 500;
const KEEP_ALIVE_MS = 5_000;
const HEADER_BYTES_MAX = 16_384;
/** In UTF-16 units; the console is sent it whenever somebody comes or goes. */
const USER_AGENT_MAX = 256;
const REQUESTS_PER_SOCKET_MAX = 100;
const URL_LENGTH_MAX = 2_048;
/** After the last word: time for it to arrive before the socket is torn down. */
const HANG_UP_MS = 2_000;

export class Site {
  readonly #pages: Pages;
  readonly #t: Translate;
  readonly #upgraded: (upgraded: Upgraded) => void;
  readonly #server: Server;
  readonly #crowd: Crowd;
  #hosts: ReadonlySet<string> = new Set();

  constructor(pages: Pages, t: Translate, limits: CrowdLimits, upgraded: (upgraded: Upgraded) => void) {
    this.#crowd = new Crowd(limits, () => performance.now());
    this.#pages = pages;
    this.#t = t;
    this.#upgraded = upgraded;
    this.#server = createServer({
      headersTimeout: HEADER_DEADLINE_MS,
      requestTimeout: REQUEST_DEADLINE_MS,
      connectionsCheckingInterval: DEADLINE_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
      // The guard answers for a missing Host, in words.
      requireHostHeader: false,
    });
    // Past a limit of its own Node drops headers in silence, a second Host too; the guard counts them instead.
    this.#server.maxHeadersCount = 0;
    this.#server.maxRequestsPerSocket = REQUESTS_PER_SOCKET_MAX;
    // A socket that could not be accepted: there is nobody to tell, and the others go on. Listening has its own.
    this.#server.on('error', () => undefined);
    this.#server.on('connection', (socket) => this.#arrive(socket));
    // Node would answer an expectation by itself: before the guard, and without our headers.
    for (const event of ['request', 'checkContinue', 'checkExpectation']) {
      this.#server.on(event, (request: IncomingMessage, response: ServerResponse) =>
        this.#answer(request, response),
      );
    }
    this.#server.on('upgrade', (request, socket: Socket, head) => this.#upgrade(request, socket, head));
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
      this.#malformed(error, socket),
    );
  }

  /** Binds the address and no other. Resolves with the port; rejects with Node's own error (EADDRINUSE, …). */
  async listen(address: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ host: address, port }, () => {
        this.#server.off('error', reject);
        resolve();
      });
    });
    const bound = this.#server.address();
    return bound !== null && typeof bound === 'object' ? bound.port : port;
  }

  /** From now on requests for these hosts, and no others, are answered. */
  answerFor(hosts: ReadonlySet<string>): void {
    this.#hosts = hosts;
  }

  /** Ends what is open and resolves when the port is free again. WebSockets are their owner's to close before. */
  async close(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #arrive(socket: Socket): void {
    if (!this.#crowd.admit(socket)) socket.end(sentenceResponse(503, this.#t), () => socket.destroy());
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    this.#crowd.enter(socket, 'busy');
    response.once('finish', () => this.#crowd.enter(socket, 'idle'));
    const refusal = guard(request.rawHeaders, this.#hosts);
    if (refusal !== undefined) {
      this.#say(request, response, refusal.status);
      return;
    }
    const url = request.url ?? '';
    const path = url.split('?', 1)[0] ?? '';
    const file = this.#pages.get(path);
    if (url.length > URL_LENGTH_MAX) this.#say(request, response, 414);
    else if (path === SOCKET_PATH) this.#say(request, response, 426, UPGRADE);
    else if (file === undefined) this.#say(request, response, 404);
    else if (request.method !== 'GET' && request.method !== 'HEAD') this.#say(request, response, 405, ALLOW);
    else serve(file, request, response);
  }

  #say(
    request: IncomingMessage,
    response: ServerResponse,
    status: SentenceStatus,
    extra: Headers = {},
  ): void {
    const { headers, body } = sentencePage(status, this.#t);
    // Whatever else such a client wants, it may come back for.
    response.writeHead(status, {
      ...headers,
      ...extra,
      'Content-Length': Buffer.byteLength(body),
      Connection: 'close',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    this.#crowd.enter(socket, 'upgraded');
    // A peer that resets now has nobody else to tell.
    socket.on('error', () => socket.destroy());
    const path = request.url?.split('?', 1)[0];
    const refusal = guard(request.rawHeaders, this.#hosts);
    if (refusal !== undefined) {
      hangUp(socket, sentenceResponse(refusal.status, this.#t));
    } else if (path !== '/' && path !== SOCKET_PATH) {
      hangUp(socket, sentenceResponse(404, this.#t));
    } else {
      this.#shakeHands(request, socket, head);
    }
  }

  #shakeHands(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const { method = '', httpVersion, rawHeaders } = request;
    const answer = handshake({ method, httpVersion, rawHeaders }, [SUBPROTOCOL]);
    if (!answer.ok) {
      const { status, code } = answer.refusal;
      const more = code === 'subprotocol' ? this.#t('host:subprotocol') : '';
      const extra = { ...(status === 426 && UPGRADE), ...(status === 405 && ALLOW) };
      hangUp(socket, sentenceResponse(status, this.#t, extra, more));
      return;
    }
    const { remoteAddress, remotePort } = socket;
    // The peer went away while we read its request.
    if (remoteAddress === undefined || remotePort === undefined) return;
    socket.write(answer.response);
    this.#upgraded({
      socket,
      head,
      // A socket on every network reports IPv4 peers in IPv6 clothes (RFC 4291 §2.5.5.2).
      address: remoteAddress.replace(/^::ffff:(?=\d+\.)/, ''),
      port: remotePort,
      userAgent: (request.headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX),
      subprotocol: answer.subprotocol,
    });
  }

  /** What Node's parser would not read, or what did not come in time. */
  #malformed(error: NodeJS.ErrnoException, socket: Socket): void {
    const reset = error.code === 'ECONNRESET';
    // Hung up already: what follows is dropped until that deadline, since a reset could overtake the answer.
    if (socket.writableEnded && !reset) return;
    if (!socket.writable || reset) {
      socket.destroy();
      return;
    }
    const status = MALFORMED.get(error.code ?? '') ?? 400;
    hangUp(socket, sentenceResponse(status, this.#t));
  }
}

/** Says the last word. What the peer still sends is read and dropped: a reset could overtake the answer. */
function hangUp(socket: Socket, response: string): void {
  socket.end(response);
  socket.resume();
  // Not the socket's own timeout: that one starts anew with every byte that still comes.
  const deadline = setTimeout(() => socket.destroy(), HANG_UP_MS);
  socket.once('close', () => clearTimeout(deadline));
}

const MALFORMED: ReadonlyMap<string, SentenceStatus> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);

/** RFC 9110 §15.5.22, RFC 6455 §4.4 */
const UPGRADE: Headers = { Upgrade: 'websocket', 'Sec-WebSocket-Version': VERSION };
const ALLOW: Headers = { Allow: 'GET, HEAD' };

/** Named, and not with the weight that forbids it (RFC 9110 §12.4.2, §12.5.3). */
const GZIP = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i;

function serve(file: BuiltFile, request: IncomingMessage, response: ServerResponse): void {
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
  const zipped = GZIP.test(request.headers['accept-encoding'] ?? '') ? file.gzipped : undefined;
  if (zipped !== undefined) headers['Content-Encoding'] = 'gzip';
  const body = zipped ?? file.bytes;
  response.writeHead(200, { ...headers, 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
