/**
 * The line to the host: the only file with a WebSocket. It connects, joins, notices silence, comes back, and hands
 * up what it hears. It refuses to know what messages mean, but for `welcome`: only that makes a connection usable.
 */
import {
  CLOSE,
  SILENCE_LIMIT_MS,
  type ClientMessage,
  type Join,
  type Refusal,
  type ServerMessage,
} from '../../contract/wire.ts';
import type { Out } from '../../contract/order.ts';
import { retryDelayMs } from './backoff.ts';
import { parseServerMessage } from './server-message.ts';
import { onWake } from './wake.ts';

/** For each of the two steps: to be connected, and to be welcomed. */
export const CONNECT_TIMEOUT_MS = 6_000;
/** A shorter interruption stays invisible. */
export const BLIP_MS = 1_500;
/** After waking, a phone may need a moment for its Wi-Fi. */
const WAKE_BLIP_MS = 4_000;
/** What tells of waking comes in several pieces (seen, shown, on line): within this they are one. */
export const WAKE_SETTLE_MS = 750;
export const RETRY_MOST_MS = 5_000;
export const RETRY_MOST_HOST_GONE_MS = 10_000;
/** However somebody hurries, no two tries are nearer. */
export const HURRY_MOST_OFTEN_MS = 1_000;
const WATCH_INTERVAL_MS = 5_000;
/** RFC 6455 §7.4.1: the host says that it switches the light off. */
const GOING_AWAY = 1001;
/** After these the next try may go better (docs/protocol.md); 0 is a deadline of our own. */
const WORTH_RETRYING = new Set([0, GOING_AWAY, 1006, 1011, 1012, 1013, 4008, 4013]);

export type LineEvent =
  | { readonly type: 'heard'; readonly message: ServerMessage }
  /** The host would not let us in, and waits for another name. */
  | { readonly type: 'turned-away'; readonly refusal: Refusal }
  | { readonly type: 'interrupted' }
  | { readonly type: 'host-gone' }
  | { readonly type: 'replaced' }
  /** Asked to leave, or not let in at all. */
  | { readonly type: 'out'; readonly out: Out }
  /** The host ended it, and would do so again. */
  | { readonly type: 'ended' };

export interface LineEnds {
  readonly connect: () => WebSocket;
  /** What to say first, asked for anew with each connection. */
  readonly greet: () => Join;
  readonly hear: (event: LineEvent) => void;
  readonly random: () => number;
}

type Timer = ReturnType<typeof setTimeout>;

export class Line {
  readonly #ends: LineEnds;
  /** The connection that was welcomed. */
  #joined: WebSocket | undefined;
  /** The newest one, not welcomed yet. The joined one is kept until this one is. */
  #trying: WebSocket | undefined;
  #triedAt = 0;
  #heardAt = 0;
  #failures = 0;
  #hostGone = false;
  #stopWatching: (() => void) | undefined;
  #retry: Timer | undefined;
  #deadline: Timer | undefined;
  #interruption: Timer | undefined;
  #settling: Timer | undefined;

  constructor(ends: LineEnds) {
    this.#ends = ends;
  }

  /** Connects and stays connected until {@link stop}; if it runs already, opens a new connection beside the old one. */
  start(blipMs = BLIP_MS): void {
    this.#stopWatching ??= this.#watch();
    this.#failures = 0;
    this.#suspect(blipMs);
    this.#try();
  }

  /** Somebody is there and waits: tries now, if the next try is only waited for. */
  readonly hurry = (): void => {
    if (this.#retry === undefined || performance.now() - this.#triedAt < HURRY_MOST_OFTEN_MS) return;
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
    clearTimeout(this.#deadline);
    this.#trust();
    this.#hostGone = false;
    this.#dropTrying();
    this.#dropJoined();
  }

  #watch(): () => void {
    const stopWaking = onWake(() => this.#wake());
    addEventListener('focus', this.hurry);
    const watchdog = setInterval(() => {
      const silent = performance.now() - this.#heardAt > SILENCE_LIMIT_MS;
      if (silent && this.#joined !== undefined && this.#trying === undefined) this.start();
    }, WATCH_INTERVAL_MS);
    return () => {
      stopWaking();
      removeEventListener('focus', this.hurry);
      clearInterval(watchdog);
      clearTimeout(this.#settling);
      this.#settling = undefined;
    };
  }

  /** A new connection at once; and one more when the phone has settled, if it was woken further and is not in yet. */
  #wake(): void {
    if (this.#settling === undefined) {
      this.start(WAKE_BLIP_MS);
      this.#settling = setTimeout(() => (this.#settling = undefined), WAKE_SETTLE_MS);
      return;
    }
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      if (this.#trying !== undefined || this.#joined === undefined) this.start(WAKE_BLIP_MS);
    }, WAKE_SETTLE_MS);
  }

  #try(): void {
    this.#forgetRetry();
    this.#dropTrying();
    const socket = this.#ends.connect();
    this.#trying = socket;
    this.#triedAt = performance.now();
    this.#setDeadline(socket);
    socket.addEventListener('open', () => {
      if (socket !== this.#trying) return;
      this.#setDeadline(socket);
      socket.send(JSON.stringify(this.#ends.greet()));
    });
    socket.addEventListener('message', (event) => this.#heard(socket, event.data));
    socket.addEventListener('close', ({ code }) => this.#closed(socket, code));
  }

  #setDeadline(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    this.#deadline = setTimeout(() => {
      socket.close();
      // Closing may take as long as connecting did.
      this.#closed(socket, 0);
    }, CONNECT_TIMEOUT_MS);
  }

  #heard(socket: WebSocket, text: unknown): void {
    if (socket !== this.#trying && socket !== this.#joined) return;
    const message = typeof text === 'string' ? parseServerMessage(text) : undefined;
    this.#heardAt = performance.now();
    if (message?.type === 'out') {
      this.stop();
      this.#ends.hear({ type: 'out', out: message });
      return;
    }
    if (message?.type === 'error' && socket === this.#trying) {
      this.stop();
      this.#ends.hear({ type: 'turned-away', refusal: message });
      return;
    }
    if (message?.type === 'welcome' && socket === this.#trying) this.#welcomed(socket);
    if (message !== undefined) this.#ends.hear({ type: 'heard', message });
  }

  #welcomed(socket: WebSocket): void {
    clearTimeout(this.#deadline);
    this.#trust();
    this.#dropJoined();
    this.#joined = socket;
    this.#trying = undefined;
    this.#failures = 0;
    this.#hostGone = false;
  }

  #closed(socket: WebSocket, code: number): void {
    if (socket === this.#joined) this.#joined = undefined;
    else if (socket === this.#trying) this.#dropTrying();
    else return;
    this.#suspect(BLIP_MS);
    // The host closes the old connection of a person as replaced when the new one comes in: that is no other tab.
    if (this.#trying !== undefined) return;
    if (code === CLOSE.replaced) {
      this.stop();
      this.#ends.hear({ type: 'replaced' });
      return;
    }
    if (!WORTH_RETRYING.has(code)) {
      this.stop();
      this.#ends.hear({ type: 'ended' });
      return;
    }
    if (code === GOING_AWAY) {
      this.#hostGone = true;
      this.#ends.hear({ type: 'host-gone' });
    }
    if (this.#joined !== undefined && this.#heardAt > this.#triedAt) {
      this.#trust();
      return;
    }
    this.#tryLater();
  }

  #tryLater(): void {
    this.#forgetRetry();
    const mostMs = this.#hostGone ? RETRY_MOST_HOST_GONE_MS : RETRY_MOST_MS;
    this.#retry = setTimeout(() => this.#try(), retryDelayMs(this.#failures, mostMs, this.#ends.random()));
    this.#failures += 1;
  }

  #forgetRetry(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
  }

  #suspect(blipMs: number): void {
    this.#interruption ??= setTimeout(() => this.#ends.hear({ type: 'interrupted' }), blipMs);
  }

  #trust(): void {
    clearTimeout(this.#interruption);
    this.#interruption = undefined;
  }

  #dropTrying(): void {
    clearTimeout(this.#deadline);
    const socket = this.#trying;
    this.#trying = undefined;
    socket?.close();
  }

  #dropJoined(): void {
    const socket = this.#joined;
    this.#joined = undefined;
    socket?.close();
  }
}
