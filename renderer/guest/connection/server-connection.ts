/**
 * The line to the host: the only file with a WebSocket. It connects, joins, notices silence, comes back, and hands
 * up what it hears. It refuses to know what messages mean, but for `welcome`: only that makes a connection usable.
 */
import type { ClientMessage, Join } from '../../../contract/wire/client-message.ts';
import { parseServerMessage } from '../../../contract/wire/server-message.ts';
import { CLOSE, SILENCE_LIMIT_MS } from '../../../contract/wire/wire.ts';
import { retryDelayMs } from './backoff.ts';
import {
  connecting,
  doubt,
  isProven,
  proven,
  statusOf,
  tried,
  type ConnectionState,
  type ConnectionStatus,
} from './connection-state.ts';
import type { ConnectionEvent } from './connection-event.ts';
import { onWake } from './wake.ts';

/** For each of the two steps: to be connected, and to be welcomed. */
export const CONNECT_TIMEOUT_MS = 6_000;
/** A shorter interruption stays invisible. */
export const BLIP_MS = 1_500;
/** After waking, a phone may need a moment for its Wi-Fi. */
const WAKE_BLIP_MS = 4_000;
export const RETRY_MOST_MS = 5_000;
export const RETRY_MOST_HOST_GONE_MS = 10_000;
/** However somebody hurries, no two tries are nearer. */
export const RETRY_NOW_MOST_OFTEN_MS = 1_000;
/** For how long a join may reach the host after its connection was given up: the network may have held it back. */
export const STRAY_JOIN_MS = 30_000;
const WATCH_INTERVAL_MS = 5_000;
/** RFC 6455 §7.4.1: the host says that it switches the light off. */
const GOING_AWAY = 1001;
/** After these the next try may go better (docs/protocol.md); 0 is a deadline of our own. */
const WORTH_RETRYING = new Set([0, GOING_AWAY, 1006, 1011, 1012, 1013, 4008, 4013]);

/** The connection ended without a word of the host: what was sent over it may still come in. */
const LOST_ON_THE_WAY = new Set([0, 1006]);

export interface ServerConnectionOptions {
  readonly connect: () => WebSocket;
  /** Whether the host answers another request than one for a WebSocket; must not reject. */
  readonly answers: () => Promise<boolean>;
  /** What to say first, asked for anew with each connection. */
  readonly greet: () => Join;
  readonly hear: (event: ConnectionEvent) => void;
  readonly random: () => number;
}

type Timer = ReturnType<typeof setTimeout>;

export class ServerConnection {
  readonly #options: ServerConnectionOptions;
  /** The connection that was welcomed. */
  #joined: WebSocket | undefined;
  /** The newest one, not welcomed yet. The joined one is kept until this one is. */
  #trying: WebSocket | undefined;
  /** `undefined` while stopped. */
  #state: ConnectionState | undefined;
  #told: ConnectionStatus | undefined;
  #triedAt = 0;
  #heardAt = 0;
  #failures = 0;
  /** Another request than one for a WebSocket is under way. */
  #asking = false;
  /** The newest one that a join was sent over. */
  #greeted: WebSocket | undefined;
  /** A join that was given up may still reach the host, which then closes the connection that the page has instead. */
  #strayJoinUntil = 0;
  #stopWatching: (() => void) | undefined;
  #retry: Timer | undefined;
  #deadline: Timer | undefined;
  #change: Timer | undefined;

  constructor(options: ServerConnectionOptions) {
    this.#options = options;
  }

  /** Connects and stays connected until {@link stop}; if it runs already, opens a new connection beside the old one. */
  start(blipMs = BLIP_MS): void {
    this.#stopWatching ??= this.#watch();
    const now = performance.now();
    this.#become(this.#state ? doubt(this.#state, now, blipMs) : connecting(now, blipMs));
    this.#tryAnew();
  }

  /** Somebody is there and waits: tries now, if the next try is only waited for. */
  readonly retryNow = (): void => {
    if (this.#retry === undefined || performance.now() - this.#triedAt < RETRY_NOW_MOST_OFTEN_MS) return;
    this.#try();
  };

  /** `false` if there is nobody to hear it now. */
  send(message: ClientMessage): boolean {
    if (this.#joined?.readyState !== WebSocket.OPEN) return false;
    this.#joined.send(JSON.stringify(message));
    return true;
  }

  /** Hangs up and stays silent. */
  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#forgetRetry();
    this.#become(undefined);
    this.#dropTrying();
    this.#dropJoined();
  }

  #watch(): () => void {
    const stopWaking = onWake(
      () => this.start(WAKE_BLIP_MS),
      () => {
        // That speaks no more against the first connection than the waking did, and it may have been heard since.
        if (this.#trying !== undefined || this.#joined === undefined) this.#tryAnew();
      },
    );
    addEventListener('focus', this.retryNow);
    const watchdog = setInterval(() => {
      const silent = performance.now() - this.#heardAt > SILENCE_LIMIT_MS;
      if (silent && this.#joined !== undefined && this.#trying === undefined) this.start();
    }, WATCH_INTERVAL_MS);
    return () => {
      stopWaking();
      removeEventListener('focus', this.retryNow);
      clearInterval(watchdog);
    };
  }

  #tryAnew(): void {
    this.#failures = 0;
    this.#try();
  }

  #try(): void {
    this.#forgetRetry();
    this.#dropTrying();
    const socket = this.#options.connect();
    this.#trying = socket;
    this.#triedAt = performance.now();
    this.#setDeadline(socket);
    socket.addEventListener('open', () => {
      if (socket !== this.#trying) return;
      this.#setDeadline(socket);
      this.#greeted = socket;
      socket.send(JSON.stringify(this.#options.greet()));
    });
    socket.addEventListener('message', (event) => this.#heard(socket, event.data));
    socket.addEventListener('close', ({ code }) => this.#closed(socket, code));
  }

  #setDeadline(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    // Its end is not waited for: closing may take as long as connecting did.
    this.#deadline = setTimeout(() => this.#closed(socket, 0), CONNECT_TIMEOUT_MS);
  }

  #heard(socket: WebSocket, text: unknown): void {
    if (socket !== this.#trying && socket !== this.#joined) return;
    const message = typeof text === 'string' ? parseServerMessage(text) : undefined;
    this.#heardAt = performance.now();
    // The host has answered the join: it comes in no more after this.
    if (socket === this.#greeted) this.#greeted = undefined;
    if (message?.type === 'removed') {
      this.stop();
      this.#options.hear({ type: 'removed', out: message });
      return;
    }
    if (message?.type === 'error' && socket === this.#trying) {
      this.stop();
      this.#options.hear({ type: 'turned-away', refusal: message });
      return;
    }
    if (message?.type === 'welcome' && socket === this.#trying) this.#welcomed(socket);
    try {
      if (message !== undefined) this.#options.hear({ type: 'heard', message });
    } finally {
      // A listener may have stopped the line.
      if (socket === this.#joined) this.#prove();
    }
  }

  /** The first connection is alive. Another one that is being tried may go on, but no later one is needed. */
  #prove(): void {
    this.#forgetRetry();
    this.#failures = 0;
    this.#become(proven());
  }

  #welcomed(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    this.#dropJoined();
    this.#joined = socket;
    this.#trying = undefined;
    this.#failures = 0;
  }

  #closed(socket: WebSocket, code: number): void {
    // Of a join that the host has answered with a close of its own nothing is left on the way.
    if (socket === this.#greeted && !LOST_ON_THE_WAY.has(code)) this.#greeted = undefined;
    const wasTry = socket === this.#trying;
    if (socket === this.#joined) this.#loseJoined(code);
    else if (socket === this.#trying) this.#dropTrying();
    else return;
    // The host closes the old connection of a person as replaced when the new one comes in: that is no other tab.
    if (this.#trying !== undefined) return;
    // The first connection was heard since the new one was wanted: all is as it was.
    if (this.#state !== undefined && isProven(this.#state)) return;
    if (!this.#isWorthRetrying(code) && !this.#mayGoOn()) {
      this.stop();
      this.#options.hear({ type: code === CLOSE.replaced ? 'replaced' : 'ended' });
      return;
    }
    if (code === GOING_AWAY) this.#noteGoodbye();
    this.#tryLater();
    if (wasTry && LOST_ON_THE_WAY.has(code)) this.#askHost();
  }

  /** Whether the host is away, or nothing but a WebSocket to it comes about. */
  #askHost(): void {
    if (this.#asking) return;
    this.#asking = true;
    void this.#options.answers().then((answers) => {
      this.#asking = false;
      if (this.#state === undefined) return;
      this.#become(tried(this.#state, answers));
      // It may have come back since the try.
      if (answers) this.retryNow();
    });
  }

  #isWorthRetrying(code: number): boolean {
    if (code !== CLOSE.replaced) return WORTH_RETRYING.has(code);
    // One stray join replaces one connection: a second time it is another tab.
    const isStray = performance.now() < this.#strayJoinUntil;
    this.#strayJoinUntil = 0;
    return isStray;
  }

  /** While the first connection is open and speaks, the end of another one ends nothing. */
  #mayGoOn(): boolean {
    return this.#joined !== undefined && performance.now() - this.#heardAt <= SILENCE_LIMIT_MS;
  }

  #loseJoined(code: number): void {
    this.#joined = undefined;
    if (this.#state !== undefined) this.#become(doubt(this.#state, performance.now(), BLIP_MS));
    if (code === GOING_AWAY) this.#noteGoodbye();
    this.#options.hear({ type: 'cut' });
  }

  #noteGoodbye(): void {
    if (this.#state !== undefined) this.#become({ ...this.#state, goodbye: true });
  }

  #tryLater(): void {
    this.#forgetRetry();
    const mostMs = this.#state?.goodbye ? RETRY_MOST_HOST_GONE_MS : RETRY_MOST_MS;
    this.#retry = setTimeout(() => this.#try(), retryDelayMs(this.#failures, mostMs, this.#options.random()));
    this.#failures += 1;
  }

  #forgetRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  /** The one place where the state changes, and where the status that follows from it is told. */
  #become(state: ConnectionState | undefined): void {
    this.#state = state;
    clearTimeout(this.#change);
    if (state === undefined) {
      this.#told = undefined;
      return;
    }
    const now = performance.now();
    const leftMs = (state.doubtedUntil ?? -Infinity) - now;
    if (leftMs > 0) this.#change = setTimeout(() => this.#become(this.#state), Math.ceil(leftMs));
    const status = statusOf(state, now);
    if (status === this.#told) return;
    this.#told = status;
    this.#options.hear({ type: 'connection', status });
  }

  #dropTrying(): void {
    clearTimeout(this.#deadline);
    const socket = this.#trying;
    this.#trying = undefined;
    if (socket === undefined) return;
    if (socket === this.#greeted) this.#strayJoinUntil = performance.now() + STRAY_JOIN_MS;
    socket.close();
  }

  #dropJoined(): void {
    const socket = this.#joined;
    this.#joined = undefined;
    socket?.close();
  }
}
