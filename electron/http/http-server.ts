/**
 * The server on the chosen address: requests get the built page, upgrades become WebSockets. It refuses to know
 * what is said over them.
 */
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
import { hangUp, turnAway } from './close-socket.ts';
import { ALLOW, UPGRADE, type Headers } from './pages/headers.ts';
import type { Pages } from './pages/pages.ts';
import { takeOrigin } from './request-target.ts';
import { sentencePage, sentenceResponse, type Advice, type SentenceStatus } from './pages/sentence-page.ts';
import { serveFile } from './pages/serve-file.ts';
import { upgrade, type Upgraded } from './upgrade.ts';

/** What a socket takes up while it is open. */
export interface SocketPlace {
  /** Whether somebody new may join by it: when few places are left, no network gets all of them. */
  readonly mayJoin: () => boolean;
  /** Somebody joined by it: it gives way to nobody any more. */
  readonly join: () => void;
}

/** Who is told. */
export interface HttpServerListener {
  /** Somebody connected, whatever becomes of them. */
  readonly arrived: (address: string, port: number) => void;
  /** Somebody is in. If it throws, they are closed with 1011. */
  readonly upgraded: (upgraded: Upgraded, place: SocketPlace) => void;
  /** A mistake of our own, which cost at most one connection; it must not throw. */
  readonly failed: (error: unknown) => void;
  /** Somebody was turned away, since as many sockets are open as may be. */
  readonly full: () => void;
  /** Somebody came by a name, or from a page, that nobody has allowed. */
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

/** The words for whoever prefers these languages, best first. */
export type SpeakTo = (preferences: readonly string[]) => Spoken;

/** What is no built file. */
export interface Route {
  /** Answers, unless the path is none of its own. */
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
  readonly #crowd: ConnectionLimits;
  /** Until it is told them, it answers nobody. */
  #own: OwnNames | undefined;

  constructor(
    pages: Pages,
    speak: SpeakTo,
    limits: ConnectionLimitValues,
    listener: HttpServerListener,
    routes: readonly Route[] = [],
  ) {
    this.#crowd = new ConnectionLimits(limits, () => performance.now());
    this.#pages = pages;
    this.#speak = speak;
    this.#listener = listener;
    this.#routes = routes;
    this.#server = createServer({
      headersTimeout: HEADER_DEADLINE_MS,
      // One for all would end long uploads: `limitBody` is for the others.
      requestTimeout: 0,
      connectionsCheckingInterval: DEADLINE_CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: HEADER_BYTES_MAX,
      // The guard answers for a missing Host, in words.
      requireHostHeader: false,
    });
    // Past a limit of its own Node drops headers in silence, a second Host too; the guard counts them instead.
    this.#server.maxHeadersCount = 0;
    this.#server.maxRequestsPerSocket = REQUESTS_PER_SOCKET_MAX;
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

  /**
   * Binds the address and no other, and lets one go that was bound before, with whoever came in by it still inside.
   * Resolves with the port; rejects with Node's own error (EADDRINUSE, …).
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
    // A socket that could not be accepted: the others go on.
    this.#server.on('error', this.#listener.failed);
    const bound = this.#server.address();
    return bound !== null && typeof bound === 'object' ? bound.port : port;
  }

  /** From now on requests for these names, and no others, are answered. */
  answerFor(own: OwnNames): void {
    this.#own = own;
  }

  /** How many sockets each network has, and how many of those nobody has joined by. */
  usage(): ReturnType<ConnectionLimits['usage']> {
    return this.#crowd.usage();
  }

  /** Closes the sockets of a network that nobody has joined by. Answers how many that were. */
  free(network: string): number {
    return this.#crowd.free(network);
  }

  /** Ends what is open and resolves when the port is free again. WebSockets are their owner's to close before. */
  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  #arrive(socket: Socket): void {
    const { remoteAddress = '', remotePort = 0 } = socket;
    this.#listener.arrived(remoteAddress.replace(MAPPED, ''), remotePort);
    const admission = this.#crowd.admit(socket);
    if (admission === 'in') return;
    turnAway(socket, sentenceResponse(503, this.#speak([])));
    if (admission === 'full') this.#listener.full();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request;
    this.#crowd.enter(socket, 'busy');
    response.once('finish', () => this.#crowd.enter(socket, 'idle'));
    try {
      this.#give(request, response);
    } catch (error) {
      this.#listener.failed(error);
      if (response.headersSent) socket.destroy();
      else this.#say(request, response, 500);
    }
  }

  #give(request: IncomingMessage, response: ServerResponse): void {
    takeOrigin(request);
    const refusal = this.#refusalOf(request);
    if (refusal !== undefined) {
      this.#say(request, response, refusal.status, {}, refusal.advice);
      return;
    }
    const url = request.url ?? '';
    const path = url.split('?', 1)[0] ?? '';
    const file = this.#pages.get(path);
    // A file has a pace of its own.
    if (hasBody(request) && !path.startsWith(`${FILES_PATH}/`)) limitBody(request, REQUEST_DEADLINE_MS);
    if (url.length > URL_LENGTH_MAX) this.#say(request, response, 414);
    else if (path === SOCKET_PATH) this.#say(request, response, 426, UPGRADE);
    else if (this.#routes.some((route) => route.answer(request, response, path, this.#wordsFor(request))))
      return;
    else if (file === undefined) this.#say(request, response, 404);
    else if (request.method !== 'GET' && request.method !== 'HEAD') this.#say(request, response, 405, ALLOW);
    else serveFile(file, request, response);
  }

  #refusalOf(request: IncomingMessage): Refusal | undefined {
    // What a head of a later major version means is not known (RFC 9110 §15.6.6).
    if (request.httpVersionMajor > 1) return { status: 505 };
    const guarded = this.#guard(request);
    if (guarded.ok) return undefined;
    const { status, refused } = guarded;
    return { status, ...(refused !== undefined && { advice: { refused } }) };
  }

  /** Tells of what would have to be allowed. */
  #guard({ rawHeaders }: IncomingMessage): Guarded {
    if (this.#own === undefined) return { ok: false, status: 403 };
    const guarded = guard(rawHeaders, this.#own);
    if (!guarded.ok && guarded.refused !== undefined) this.#listener.notAllowed(guarded.refused);
    return guarded;
  }

  #say(
    request: IncomingMessage,
    response: ServerResponse,
    status: SentenceStatus,
    extra: Headers = {},
    advice: Advice = {},
  ): void {
    const { headers, body } = sentencePage(status, this.#wordsFor(request), advice);
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
    socket.on('error', breakOff);
    let upgraded: Upgraded | undefined;
    try {
      takeOrigin(request);
      upgraded = upgrade({ request, socket, head }, this.#guard(request), this.#wordsFor(request));
      if (upgraded !== undefined) this.#listener.upgraded(upgraded, this.#placeOf(socket));
    } catch (error) {
      this.#listener.failed(error);
      // Behind the 101 words would be read as frames.
      hangUp(socket, upgraded === undefined ? sentenceResponse(500, this.#wordsFor(request)) : FAULT);
    }
  }

  #placeOf(socket: Socket): SocketPlace {
    return { mayJoin: () => this.#crowd.mayJoin(socket), join: () => this.#crowd.join(socket) };
  }

  #wordsFor({ headers }: IncomingMessage): Spoken {
    return this.#speak(acceptedLanguages(headers['accept-language']));
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
    hangUp(socket, sentenceResponse(status, this.#speak([])));
  }
}

/** An IPv4 address at a socket for both (RFC 4291 §2.5.5.2). */
const MAPPED = /^::ffff:(?=\d+\.)/i;

/** The same for every socket: one of its own would stay with each WebSocket. */
function breakOff(this: Socket): void {
  this.destroy();
}

/** RFC 6455 §7.4.1: 1011 */
const FAULT = encodeFrame(Opcode.close, encodeClose({ code: CloseCode.internalError, reason: '' }));

const MALFORMED: ReadonlyMap<string, SentenceStatus> = new Map([
  ['HPE_HEADER_OVERFLOW', 431],
  ['ERR_HTTP_REQUEST_TIMEOUT', 408],
]);
