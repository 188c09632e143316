/**
 * The connection to the host, and the only file that uses a WebSocket. It connects, joins, detects silence,
 * reconnects and reports events. Of the messages it interprets only the ones that end or confirm a join.
 */
import type { ClientMessage, Join } from '../../../contract/wire/client-message.ts';
import { parseServerMessage } from '../../../contract/wire/server-message.ts';
import { CLOSE, SILENCE_LIMIT_MS } from '../../../contract/wire/wire.ts';
import { retryDelayMs } from './backoff.ts';
import {
  connecting,
  startProbing,
  isConfirmed,
  confirmed,
  statusOf,
  afterFailedTry,
  type ConnectionState,
  type ConnectionStatus,
} from './connection-state.ts';
import type { ConnectionEvent } from './connection-event.ts';
import { onWake } from './wake.ts';

/** Applies twice: until connected, and from there until welcomed. */
export const CONNECT_TIMEOUT_MS = 6_000;
/** Interruptions shorter than this are not shown. */
export const GRACE_MS = 1_500;
/** After waking, a phone may need a moment for its Wi-Fi. */
const WAKE_GRACE_MS = 4_000;
export const RETRY_DELAY_MAX_MS = 5_000;
export const RETRY_DELAY_MAX_HOST_GONE_MS = 10_000;
/** The shortest time between two tries started by {@link ServerConnection.retryNow}. */
export const RETRY_NOW_INTERVAL_MS = 1_000;
/** How long a join may still reach the host after its socket was given up; the network may have delayed it. */
export const STRAY_JOIN_MS = 30_000;
const WATCH_INTERVAL_MS = 5_000;
/** RFC 6455 §7.4.1: the host is stopping. */
const GOING_AWAY = 1001;
/** Close codes after which a retry can succeed (docs/protocol.md); 0 is our own timeout. */
const RETRYABLE = new Set([0, GOING_AWAY, 1006, 1011, 1012, 1013, 4008, 4013]);

/** Closed without a close frame from the host: messages sent over the socket may still arrive. */
const CLOSED_WITHOUT_FRAME = new Set([0, 1006]);

export interface ServerConnectionOptions {
  readonly connect: () => WebSocket;
  /** Whether the host answers an HTTP request. Must not reject. */
  readonly isReachable: () => Promise<boolean>;
  /** Builds the join message; called for each connection. */
  readonly joinRequest: () => Join;
  readonly onEvent: (event: ConnectionEvent) => void;
  readonly random: () => number;
}

type Timer = ReturnType<typeof setTimeout>;

export class ServerConnection {
  readonly #options: ServerConnectionOptions;
  /** The connection the host has welcomed. */
  #joined: WebSocket | undefined;
  /** The newest connection, not welcomed yet. The joined one is kept until it is. */
  #trying: WebSocket | undefined;
  /** `undefined` while stopped. */
  #state: ConnectionState | undefined;
  #reported: ConnectionStatus | undefined;
  #triedAt = 0;
  #receivedAt = 0;
  #failures = 0;
  /** An HTTP request to the host is in flight. */
  #checkingHost = false;
  /** The newest socket a join was sent over. */
  #joinSentOver: WebSocket | undefined;
  /**
   * Until then a join on an abandoned socket may still reach the host, which then closes the page's current
   * connection.
   */
  #strayJoinUntil = 0;
  #stopWatching: (() => void) | undefined;
  #retry: Timer | undefined;
  #deadline: Timer | undefined;
  #change: Timer | undefined;

  constructor(options: ServerConnectionOptions) {
    this.#options = options;
  }

  /**
   * Connects and stays connected until {@link stop}. If already running, it opens a new connection beside the old
   * one.
   */
  start(graceMs = GRACE_MS): void {
    this.#stopWatching ??= this.#watch();
    const now = performance.now();
    this.#setState(this.#state ? startProbing(this.#state, now, graceMs) : connecting(now, graceMs));
    this.#tryAfresh();
  }

  /** Tries at once if a retry is scheduled, because the person is waiting. */
  readonly retryNow = (): void => {
    if (this.#retry === undefined || performance.now() - this.#triedAt < RETRY_NOW_INTERVAL_MS) return;
    this.#try();
  };

  /** Returns `false` if there is no connection; then nothing is sent. */
  send(message: ClientMessage): boolean {
    if (this.#joined?.readyState !== WebSocket.OPEN) return false;
    this.#joined.send(JSON.stringify(message));
    return true;
  }

  /** Closes all sockets and stops retrying. */
  stop(): void {
    this.#stopWatching?.();
    this.#stopWatching = undefined;
    this.#cancelRetry();
    this.#setState(undefined);
    this.#dropTrying();
    this.#dropJoined();
  }

  #watch(): () => void {
    const stopWaking = onWake(
      () => this.start(WAKE_GRACE_MS),
      () => {
        // This says no more about the first connection than the wake event did, and the host may have been heard
        // since.
        if (this.#trying !== undefined || this.#joined === undefined) this.#tryAfresh();
      },
    );
    addEventListener('focus', this.retryNow);
    const watchdog = setInterval(() => {
      const silent = performance.now() - this.#receivedAt > SILENCE_LIMIT_MS;
      if (silent && this.#joined !== undefined && this.#trying === undefined) this.start();
    }, WATCH_INTERVAL_MS);
    return () => {
      stopWaking();
      removeEventListener('focus', this.retryNow);
      clearInterval(watchdog);
    };
  }

  #tryAfresh(): void {
    this.#failures = 0;
    this.#try();
  }

  #try(): void {
    this.#cancelRetry();
    this.#dropTrying();
    const socket = this.#options.connect();
    this.#trying = socket;
    this.#triedAt = performance.now();
    this.#setDeadline(socket);
    socket.addEventListener('open', () => {
      if (socket !== this.#trying) return;
      this.#setDeadline(socket);
      this.#joinSentOver = socket;
      socket.send(JSON.stringify(this.#options.joinRequest()));
    });
    socket.addEventListener('message', (event) => this.#onMessage(socket, event.data));
    socket.addEventListener('close', ({ code }) => this.#onClosed(socket, code));
  }

  #setDeadline(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    // Do not wait for the close event: closing can take as long as connecting did.
    this.#deadline = setTimeout(() => this.#onClosed(socket, 0), CONNECT_TIMEOUT_MS);
  }

  #onMessage(socket: WebSocket, text: unknown): void {
    if (socket !== this.#trying && socket !== this.#joined) return;
    const message = typeof text === 'string' ? parseServerMessage(text) : undefined;
    this.#receivedAt = performance.now();
    // The host has answered the join, so it cannot arrive later.
    if (socket === this.#joinSentOver) this.#joinSentOver = undefined;
    if (message?.type === 'removed') {
      this.stop();
      this.#options.onEvent({ type: 'removed', removal: message });
      return;
    }
    if (message?.type === 'error' && socket === this.#trying) {
      this.stop();
      this.#options.onEvent({ type: 'join-refused', refusal: message });
      return;
    }
    if (message?.type === 'welcome' && socket === this.#trying) this.#onWelcome(socket);
    try {
      if (message !== undefined) this.#options.onEvent({ type: 'message-received', message });
    } finally {
      // A listener may have stopped the connection.
      if (socket === this.#joined) this.#confirm();
    }
  }

  /** The joined connection is alive. A try in progress may finish, but no retry is needed. */
  #confirm(): void {
    this.#cancelRetry();
    this.#failures = 0;
    this.#setState(confirmed());
  }

  #onWelcome(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    this.#dropJoined();
    this.#joined = socket;
    this.#trying = undefined;
    this.#failures = 0;
  }

  #onClosed(socket: WebSocket, code: number): void {
    // A join the host answered with a close frame cannot arrive later.
    if (socket === this.#joinSentOver && !CLOSED_WITHOUT_FRAME.has(code)) this.#joinSentOver = undefined;
    const wasTry = socket === this.#trying;
    if (socket === this.#joined) this.#loseJoined(code);
    else if (socket === this.#trying) this.#dropTrying();
    else return;
    // When the new connection joins, the host closes the person's old one as replaced. That is not another tab.
    if (this.#trying !== undefined) return;
    // The joined connection was heard after the new one was started: nothing changed.
    if (this.#state !== undefined && isConfirmed(this.#state)) return;
    if (!this.#isWorthRetrying(code) && !this.#isJoinedAlive()) {
      this.stop();
      this.#options.onEvent({ type: code === CLOSE.replaced ? 'replaced' : 'ended' });
      return;
    }
    if (code === GOING_AWAY) this.#markStopping();
    this.#tryLater();
    if (wasTry && CLOSED_WITHOUT_FRAME.has(code)) this.#checkHost();
  }

  /** Finds out whether the host is off or only WebSockets are blocked. */
  #checkHost(): void {
    if (this.#checkingHost) return;
    this.#checkingHost = true;
    void this.#options.isReachable().then((isReachable) => {
      this.#checkingHost = false;
      if (this.#state === undefined) return;
      this.#setState(afterFailedTry(this.#state, isReachable));
      // The host may have come back since the try.
      if (isReachable) this.retryNow();
    });
  }

  #isWorthRetrying(code: number): boolean {
    if (code !== CLOSE.replaced) return RETRYABLE.has(code);
    // One stray join explains one replacement. A second one is another tab.
    const isStray = performance.now() < this.#strayJoinUntil;
    this.#strayJoinUntil = 0;
    return isStray;
  }

  /** While the joined connection is open and not silent, the end of another one does not end the session. */
  #isJoinedAlive(): boolean {
    return this.#joined !== undefined && performance.now() - this.#receivedAt <= SILENCE_LIMIT_MS;
  }

  #loseJoined(code: number): void {
    this.#joined = undefined;
    if (this.#state !== undefined) this.#setState(startProbing(this.#state, performance.now(), GRACE_MS));
    if (code === GOING_AWAY) this.#markStopping();
    this.#options.onEvent({ type: 'connection-lost' });
  }

  #markStopping(): void {
    if (this.#state !== undefined) this.#setState({ ...this.#state, isStopping: true });
  }

  #tryLater(): void {
    this.#cancelRetry();
    const maxMs = this.#state?.isStopping ? RETRY_DELAY_MAX_HOST_GONE_MS : RETRY_DELAY_MAX_MS;
    this.#retry = setTimeout(() => this.#try(), retryDelayMs(this.#failures, maxMs, this.#options.random()));
    this.#failures += 1;
  }

  #cancelRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  /** The only place that changes the state and reports the status derived from it. */
  #setState(state: ConnectionState | undefined): void {
    this.#state = state;
    clearTimeout(this.#change);
    if (state === undefined) {
      this.#reported = undefined;
      return;
    }
    const now = performance.now();
    const leftMs = (state.probingUntil ?? -Infinity) - now;
    if (leftMs > 0) this.#change = setTimeout(() => this.#setState(this.#state), Math.ceil(leftMs));
    const status = statusOf(state, now);
    if (status === this.#reported) return;
    this.#reported = status;
    this.#options.onEvent({ type: 'connection', status });
  }

  #dropTrying(): void {
    clearTimeout(this.#deadline);
    const socket = this.#trying;
    this.#trying = undefined;
    if (socket === undefined) return;
    if (socket === this.#joinSentOver) this.#strayJoinUntil = performance.now() + STRAY_JOIN_MS;
    socket.close();
  }

  #dropJoined(): void {
    const socket = this.#joined;
    this.#joined = undefined;
    socket?.close();
  }
}
