/**
 * A WebSocket that reconnects with growing delays. Old browsers hide pings and do not report sleep, so it sends
 * an empty message from time to time and watches for jumps of the clock.
 */

export interface PlainConnectionListener {
  readonly opened: () => void;
  readonly received: (text: string) => void;
  /**
   * @param seconds until the next try
   * @param blocked true if the host answers HTTP but no WebSocket gets through
   */
  readonly lost: (seconds: number, blocked: boolean) => void;
  readonly trying: () => void;
  /** The host removed the person and has said why. There is no automatic reconnect. */
  readonly removed: () => void;
}

/** A single failure may have met a host that was just starting. */
const BLOCKED_FAILURES_MIN = 2;

/** The close code for people who were removed or are banned (docs/protocol.md). */
const CLOSE_REMOVED = 4003;
const FIRST_WAIT_S = 1;
const WAIT_MAX_S = 30;
const CONNECT_TIMEOUT_S = 8;
/** The host ignores the empty message (docs/protocol.md); on a dead connection it makes the system notice. */
const KEEP_ALIVE_S = 30;
/** If the clock of a visible page jumps by this much, the page was asleep and the host has dropped it. */
const SLEPT_S = 70;

export class PlainConnection {
  private readonly url: string;
  private readonly checkHost: (done: (isReachable: boolean) => void) => void;
  private readonly listener: PlainConnectionListener;
  private socket: WebSocket | undefined;
  private running = false;
  /** Whether the newest connection was opened. */
  private opened = false;
  private failures = 0;
  /** Consecutive tries that failed although the host then answered an HTTP request. */
  private blockedFailures = 0;
  private timer = 0;
  private tickedAt = 0;
  private sinceKeepAlive = 0;

  /** @param checkHost tells whether the host answers an HTTP request */
  constructor(
    url: string,
    checkHost: (done: (isReachable: boolean) => void) => void,
    listener: PlainConnectionListener,
  ) {
    this.url = url;
    this.checkHost = checkHost;
    this.listener = listener;
    window.setInterval(() => this.tick(), 1000);
  }

  /** Connects now, cancelling any pending retry. */
  open(): void {
    this.running = true;
    window.clearTimeout(this.timer);
    this.drop();
    this.listener.trying();
    this.sinceKeepAlive = 0;
    this.tickedAt = seconds();
    const socket = new WebSocket(this.url);
    this.socket = socket;
    this.opened = false;
    this.timer = window.setTimeout(() => this.fail(socket), CONNECT_TIMEOUT_S * 1000);
    socket.onopen = () => {
      if (this.socket !== socket) return;
      window.clearTimeout(this.timer);
      this.opened = true;
      this.listener.opened();
    };
    socket.onmessage = (event: MessageEvent) => {
      // Not on open: a host that accepts and drops us is not back.
      this.failures = 0;
      this.blockedFailures = 0;
      if (this.socket === socket && typeof event.data === 'string') this.listener.received(event.data);
    };
    socket.onclose = ({ code }: CloseEvent) => {
      if (code === CLOSE_REMOVED) this.endRemoved(socket);
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
    this.running = false;
    window.clearTimeout(this.timer);
    this.drop();
  }

  private drop(): void {
    const socket = this.socket;
    this.socket = undefined;
    if (socket !== undefined) socket.close();
  }

  private endRemoved(socket: WebSocket): void {
    if (this.socket !== socket) return;
    this.close();
    this.listener.removed();
  }

  private fail(socket: WebSocket): void {
    if (this.socket !== socket) return;
    const opened = this.opened;
    window.clearTimeout(this.timer);
    this.drop();
    if (!this.running) return;
    const most = Math.min(WAIT_MAX_S, FIRST_WAIT_S * Math.pow(2, this.failures));
    this.failures += 1;
    if (!opened)
      this.checkHost((isReachable) => (this.blockedFailures = isReachable ? this.blockedFailures + 1 : 0));
    // Jitter keeps clients from reconnecting all at once.
    const wait = Math.ceil(most / 2 + (Math.random() * most) / 2);
    this.countDown(wait);
  }

  private countDown(left: number): void {
    if (left <= 0) {
      this.open();
      return;
    }
    this.listener.lost(left, this.blockedFailures >= BLOCKED_FAILURES_MIN);
    this.timer = window.setTimeout(() => this.countDown(left - 1), 1000);
  }

  private tick(): void {
    const passed = seconds() - this.tickedAt;
    this.tickedAt += passed;
    if (this.socket === undefined || this.socket.readyState !== 1) return;
    if (passed > SLEPT_S && !document.hidden) {
      this.open();
      return;
    }
    this.sinceKeepAlive += 1;
    if (this.sinceKeepAlive < KEEP_ALIVE_S) return;
    this.sinceKeepAlive = 0;
    this.socket.send('');
  }
}

function seconds(): number {
  return new Date().getTime() / 1000;
}
