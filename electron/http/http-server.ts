/** The HTTP server on the chosen address: requests get the built page, upgrades become WebSockets. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { AllowedItem } from '../../contract/ipc/allowed.ts';
import { FILES_PATH } from '../../contract/model/attachment.ts';
import { SOCKET_PATH } from '../../contract/wire/wire.ts';
import type { Spoken } from '../../locales/translate.ts';
import { CloseCode, encodeClose } from '../websocket/close.ts';
import { encodeFrame, Opcode } from '../websocket/frame.ts';
import { acceptedLanguages } from './accept-language.ts';
import { hasBody, limitBody } from './body-deadline.ts';
import { ConnectionLimits, type ConnectionLimitValues } from './connection-limits.ts';
import { guard, type Guarded, type OwnNames } from './guard.ts';
import { endWith, destroyWith } from './close-socket.ts';
import { ALLOW, UPGRADE, type Headers } from './pages/headers.ts';
import type { Pages } from './pages/pages.ts';
import { normalizeTarget } from './request-target.ts';
import { sentencePage, sentenceResponse, type Advice, type SentenceStatus } from './pages/sentence-page.ts';
import { serveFile } from './pages/serve-file.ts';
import { upgrade, type Upgraded } from './upgrade.ts';

/** What a WebSocket may ask of the limit on sockets. */
export interface SocketPlace {
  /** Whether another guest may join on this socket: when few places are left, no network gets all of them. */
  readonly mayJoin: () => boolean;
  /** A guest joined on this socket: from now on it is never displaced. */
  readonly join: () => void;
}

/** Receives the server's events. */
export interface HttpServerListener {
  /** A connection arrived, whatever becomes of it. */
  readonly arrived: (address: string, port: number) => void;
  /** A socket became a WebSocket. If this throws, it is closed with 1011. */
  readonly upgraded: (upgraded: Upgraded, place: SocketPlace) => void;
  /** A bug of our own, which cost at most one connection. Must not throw. */
  readonly failed: (error: unknown) => void;
  /** A connection was refused because the total number of sockets is at its limit. */
  readonly full: () => void;
  /** A request was refused because its name or origin is not allowed. */
  readonly notAllowed: (item: AllowedItem) => void;
}

const HEADER_DEADLINE_MS = 5_000;
const REQUEST_DEADLINE_MS = 10_000;
const DEADLINE_CHECK_MS = 500;
const KEEP_ALIVE_MS = 5_000;
const HEADER_BYTES_MAX = 16_384;
const REQUESTS_PER_SOCKET_MAX = 100;
const URL_LENGTH_MAX = 2_048;

interface Refusal {
  readonly status: SentenceStatus;
  readonly advice?: Advice;
}

/** Selects the translations for a list of preferred languages, best first. */
export type SpeakTo = (preferences: readonly string[]) => Spoken;

/** Answers requests for paths that are not built files. */
export interface Route {
  /** Answers the request, unless the path belongs to another route. Returns whether it did. */
  readonly answer: (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    spoken: Spoken,
  ) => boolean;
}

export class HttpServer {
  readonly #pages: Pages;
  readonly #speak: SpeakTo;
  readonly #listener: HttpServerListener;
  readonly #routes: readonly Route[];
  readonly #server: Server;
  readonly #limits: ConnectionLimits;
  /** Until these are set, every request is refused. */
  #names: OwnNames | undefined;

  constructor(
    pages: Pages,
    speak: SpeakTo,
    limits: ConnectionLimitValues,
    listener: HttpServerListener,
    routes: readonly Route[] = [],
  ) {
    this.#limits = new ConnectionLimits(limits, () => performance.now());
    this.#pages = pages;
    this.#speak = speak;
    this.#listener = listener;
    this.#routes = routes;
    this.#server = createServer({
      headersTimeout: HEADER_DEADLINE_MS,
      // Node's timeout applies to all requests and would end long uploads; `limitBody` covers the others.
      requestTimeout: 0,
      connectionsCheckingInterval: DEADLINE_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
      // The guard handles a missing Host, with a readable page.
      requireHostHeader: false,
    });
    // By default Node silently drops headers past a limit, even a second Host. The guard counts them instead.
    this.#server.maxHeadersCount = 0;
    this.#server.maxRequestsPerSocket = REQUESTS_PER_SOCKET_MAX;
    this.#server.on('connection', (socket) => this.#arrive(socket));
    // Otherwise Node would answer an expectation itself: without the guard and our headers.
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

  /**
   * Binds this address only, and releases the one bound before; connections accepted there stay. Resolves with the
   * port; rejects with Node's own error (EADDRINUSE, …).
   */
  async listen(address: string, port: number): Promise<number> {
    this.#server.off('error', this.#listener.failed);
    if (this.#server.listening) this.#server.close();
    await new Promise<void>((resolve, reject) => {
      const listening = () => {
        this.#server.off('error', failed);
        resolve();
      };
      const failed = (error: Error) => {
        this.#server.off('listening', listening);
        reject(error);
      };
      this.#server.once('listening', listening).once('error', failed).listen({ host: address, port });
    });
    // An error from now on is a socket that could not be accepted; the others continue.
    this.#server.on('error', this.#listener.failed);
    const bound = this.#server.address();
    return bound !== null && typeof bound === 'object' ? bound.port : port;
  }

  /** From now on, answers requests for these names only. */
  answerFor(own: OwnNames): void {
    this.#names = own;
  }

  /** The number of sockets of each network, and of those without a joined guest. */
  usage(): ReturnType<ConnectionLimits['usage']> {
    return this.#limits.usage();
  }

  /** Closes the sockets of a network without a joined guest. Returns how many there were. */
  free(network: string): number {
    return this.#limits.free(network);
  }

  /** Closes all connections and resolves when the port is free. The owner of the WebSockets has to close them first. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #arrive(socket: Socket): void {
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.#listener.arrived(remoteAddress.replace(MAPPED, ''), remotePort);
    const verdict = this.#limits.admit(socket);
    if (verdict === 'in') return;
    destroyWith(socket, sentenceResponse(503, this.#speak([])));
    if (verdict === 'full') this.#listener.full();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    this.#limits.setStage(socket, 'busy');
    response.once('finish', () => this.#limits.setStage(socket, 'idle'));
    try {
      this.#respond(request, response);
    } catch (error) {
      this.#listener.failed(error);
      if (response.headersSent) socket.destroy();
      else this.#sendSentence(request, response, 500);
    }
  }

  #respond(request: IncomingMessage, response: ServerResponse): void {
    normalizeTarget(request);
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) {
      this.#sendSentence(request, response, refusal.status, {}, refusal.advice);
      return;
    }
    const url = request.url ?? '';
    const path = url.split('?', 1)[0] ?? '';
    const file = this.#pages.get(path);
    // Uploads have a minimum speed instead.
    if (hasBody(request) && !path.startsWith(`${FILES_PATH}/`)) limitBody(request, REQUEST_DEADLINE_MS);
    if (url.length > URL_LENGTH_MAX) this.#sendSentence(request, response, 414);
    else if (path === SOCKET_PATH) this.#sendSentence(request, response, 426, UPGRADE);
    else if (this.#routes.some((route) => route.answer(request, response, path, this.#spokenFor(request))))
      return;
    else if (file === undefined) this.#sendSentence(request, response, 404);
    else if (request.method !== 'GET' && request.method !== 'HEAD')
      this.#sendSentence(request, response, 405, ALLOW);
    else serveFile(file, request, response);
  }

  #refusalOf(request: IncomingMessage): Refusal | undefined {
    // The semantics of a later major version are unknown (RFC 9110 §15.6.6).
    if (request.httpVersionMajor > 1) return { status: 505 };
    const guarded = this.#guard(request);
    if (guarded.ok) return undefined;
    const { status, refused } = guarded;
    return { status, ...(refused !== undefined && { advice: { refused } }) };
  }

  /** Reports the item that would have to be allowed. */
  #guard({ rawHeaders }: IncomingMessage): Guarded {
    if (this.#names === undefined) return { ok: false, status: 403 };
    const guarded = guard(rawHeaders, this.#names);
    if (!guarded.ok && guarded.refused !== undefined) this.#listener.notAllowed(guarded.refused);
    return guarded;
  }

  #sendSentence(
    request: IncomingMessage,
    response: ServerResponse,
    status: SentenceStatus,
    extra: Headers = {},
    advice: Advice = {},
  ): void {
    const { headers, body } = sentencePage(status, this.#spokenFor(request), advice);
    // The connection closes; the client can open another.
    response.writeHead(status, {
      ...headers,
      ...extra,
      'Content-Length': Buffer.byteLength(body),
      Connection: 'close',
    });
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    this.#limits.setStage(socket, 'upgraded');
    // There is nothing else to report if the peer resets now.
    socket.on('error', destroySocket);
    let upgraded: Upgraded | undefined;
    try {
      normalizeTarget(request);
      upgraded = upgrade({ request, socket, head }, this.#guard(request), this.#spokenFor(request));
      if (upgraded !== undefined) this.#listener.upgraded(upgraded, this.#placeOf(socket));
    } catch (error) {
      this.#listener.failed(error);
      // After the 101 response, text would be read as frames.
      endWith(
        socket,
        upgraded === undefined ? sentenceResponse(500, this.#spokenFor(request)) : INTERNAL_ERROR_FRAME,
      );
    }
  }

  #placeOf(socket: Socket): SocketPlace {
    return { mayJoin: () => this.#limits.mayJoin(socket), join: () => this.#limits.join(socket) };
  }

  #spokenFor({ headers }: IncomingMessage): Spoken {
    return this.#speak(acceptedLanguages(headers['accept-language']));
  }

  /** Handles a request that Node's parser rejected or that did not arrive in time. */
  #malformed(error: NodeJS.ErrnoException, socket: Socket): void {
    const reset = error.code === 'ECONNRESET';
    // The socket is closing already: further input is discarded until the deadline, since a reset could overtake the
    // answer.
    if (socket.writableEnded && !reset) return;
    if (!socket.writable || reset) {
      socket.destroy();
      return;
    }
    const status = MALFORMED.get(error.code ?? '') ?? 400;
    endWith(socket, sentenceResponse(status, this.#speak([])));
  }
}

/** An IPv4 address on a dual-stack socket (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** One function for all sockets: a closure would stay with each WebSocket. */
function destroySocket(this: Socket): void {
  this.destroy();
}

/** RFC 6455 §7.4.1: 1011 */
const INTERNAL_ERROR_FRAME = encodeFrame(
  Opcode.close,
  encodeClose({ code: CloseCode.internalError, reason: '' }),
);

const MALFORMED: ReadonlyMap<string, SentenceStatus> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);
