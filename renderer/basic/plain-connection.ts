/**
 * A WebSocket that reconnects with growing delays. Old browsers hide pings and do not report sleep, so it sends
 * an empty message from time to time and watches for jumps of the clock.
 */

export interface PlainConnectionListener {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  /**
   * @param seconds until the next try
   * @param blocked true if the host answers HTTP but no WebSocket gets through
   */
  readonly lost: (seconds: number, blocked: boolean) => void;
  readonly trying: () => void;
  /** The host removed the person and has said why. There is no automatic reconnect. */
  readonly thrownOut: () => void;
}

/** A single failure may have met a host that was just starting. */
const BLOCKED_TRIES_MIN = 2;

/** The close code for people who were removed or are banned (docs/protocol.md). */
const THROWN_OUT = 4003;
const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 30;
const CONNECT_WITHIN_S = 8;
/** The host ignores the empty message (docs/protocol.md); on a dead connection it makes the system notice. */
const SIGN_OF_LIFE_S = 30;
/** If the clock of a visible page jumps by this much, the page was asleep and the host has dropped it. */
const SLEPT_S = 70;

export class PlainConnection {
  private readonly url: string;
  private readonly ask: (told: (answers: boolean) => void) => void;
  private readonly listener: PlainConnectionListener;
  private socket: WebSocket | undefined;
  private wanted = false;
  /** Whether the newest connection was opened. */
  private opened = false;
  private failures = 0;
  /** Consecutive tries that failed although the host then answered an HTTP request. */
  private blockedTries = 0;
  private timer = 0;
  private ticked = 0;
  private sinceSign = 0;

  /** @param checkHost tells whether the host answers an HTTP request */
  constructor(
    url: string,
    ask: (told: (answers: boolean) => void) => void,
    listener: PlainConnectionListener,
  ) {
    this.url = url;
    this.ask = ask;
    this.listener = listener;
    window.setInterval(() => this.tick(), 1000);
  }

  /** Connects now, cancelling any pending retry. */
  open(): void {
    this.wanted = true;
    window.clearTimeout(this.timer);
    this.drop();
    this.listener.trying();
    this.sinceSign = 0;
    this.ticked = seconds();
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.opened = false;
    this.timer = window.setTimeout(() => this.fail(socket), CONNECT_WITHIN_S * 1000);
    socket.onopen = () => {
      if (this.socket !== socket) return;
      window.clearTimeout(this.timer);
      this.opened = true;
      this.listener.opened();
    };
    socket.onmessage = (event: MessageEvent) => {
      // Not on open: a host that accepts and drops us is not back.
      this.failures = 0;
      this.blockedTries = 0;
      if (this.socket === socket && typeof event.data === 'string') this.listener.heard(event.data);
    };
    socket.onclose = ({ code }: CloseEvent) => {
      if (code === THROWN_OUT) this.endFor(socket);
      else this.fail(socket);
    };
  }

  /** Returns `false` if the connection is not open; then nothing is sent. */
  send(text: string): boolean {
    if (this.socket === undefined || this.socket.readyState !== 1) return false;
    this.socket.send(text);
    return true;
  }

  /** Closes the connection and stops reconnecting until {@link open}. */
  close(): void {
    this.wanted = false;
    window.clearTimeout(this.timer);
    this.drop();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) socket.close();
  }

  private endFor(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.close();
    this.listener.thrownOut();
  }

  private fail(socket: WebSocket): void {
    if (this.socket !== socket) return;
    const opened = this.opened;
    window.clearTimeout(this.timer);
    this.drop();
    if (!this.wanted) return;
    const most = Math.min(LONGEST_WAIT_S, FIRST_WAIT_S * Math.pow(2, this.failures));
    this.failures += 1;
    if (!opened) this.ask((answers) => (this.blockedTries = answers ? this.blockedTries + 1 : 0));
    // Jitter keeps clients from reconnecting all at once.
    const wait = Math.ceil(most / 2 + (Math.random() * most) / 2);
    this.countDown(wait);
  }

  private countDown(left: number): void {
    if (left <= 0) {
      this.open();
      return;
    }
    this.listener.lost(left, this.blockedTries >= BLOCKED_TRIES_MIN);
    this.timer = window.setTimeout(() => this.countDown(left - 1), 1000);
  }

  private tick(): void {
    const passed = seconds() - this.ticked;
    this.ticked += passed;
    if (this.socket === undefined || this.socket.readyState !== 1) return;
    if (passed > SLEPT_S && !document.hidden) {
      this.open();
      return;
    }
    this.sinceSign += 1;
    if (this.sinceSign < SIGN_OF_LIFE_S) return;
    this.sinceSign = 0;
    this.socket.send('');
  }
}

function seconds(): number {
  return new Date().getTime() / 1000;
}
