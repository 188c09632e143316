/**
 * A WebSocket that is opened again when it is lost, later each time. Old browsers neither see pings nor notice that
 * they slept, so it sends an empty message now and then and looks at the clock. It refuses to know what is said.
 */

export interface PlainConnectionListener {
  readonly opened: () => void;
  readonly heard: (text: string) => void;
  /**
   * @param seconds until the next try
   * @param blocked the host answers, but something on the way lets no WebSocket through
   */
  readonly lost: (seconds: number, blocked: boolean) => void;
  readonly trying: () => void;
  /** The host wants them out, and has said why: nothing is tried by itself. */
  readonly thrownOut: () => void;
}

/** One try alone may have met a host that was just starting. */
const BLOCKED_TRIES_MIN = 2;

/** The close code of whoever is asked to leave or kept out (docs/protocol.md). */
const THROWN_OUT = 4003;
const FIRST_WAIT_S = 1;
const LONGEST_WAIT_S = 30;
const CONNECT_WITHIN_S = 8;
/** The host ignores it (docs/protocol.md); if the line is dead, the system finds out. */
const SIGN_OF_LIFE_S = 30;
/** A page that is seen and whose clock jumped by this much has slept, and the host has let go of it. */
const SLEPT_S = 70;

export class PlainConnection {
  private readonly url: string;
  private readonly ask: (told: (answers: boolean) => void) => void;
  private readonly listener: PlainConnectionListener;
  private socket: WebSocket | undefined;
  private wanted = false;
  /** Of the newest connection. */
  private opened = false;
  private failures = 0;
  /** How many tries came to nothing, one after the other, each with an answer of the host to another request after it. */
  private blockedTries = 0;
  private timer = 0;
  private ticked = 0;
  private sinceSign = 0;

  /** @param ask whether the host answers another request */
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

  /** Connects now, whatever was waited for. */
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
      // Only now: a host that takes and drops us is not back.
      this.failures = 0;
      this.blockedTries = 0;
      if (this.socket === socket && typeof event.data === 'string') this.listener.heard(event.data);
    };
    socket.onclose = ({ code }: CloseEvent) => {
      if (code === THROWN_OUT) this.endFor(socket);
      else this.fail(socket);
    };
  }

  /** `false`: the line is not open, and nothing was sent. */
  send(text: string): boolean {
    if (this.socket === undefined || this.socket.readyState !== 1) return false;
    this.socket.send(text);
    return true;
  }

  /** For good, until it is opened again. */
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
    // Not all at once, when the host is back.
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
