/**
 * One WebSocket on one socket: the only I/O here. It feeds the protocol, writes what the protocol answers, and
 * keeps the deadlines: for a sign of life, for the closing handshake, and for a peer that does not read.
 * It refuses to know what the messages say.
 */
import type { Socket } from 'node:net';
import { CloseCode, type CloseFrame } from './close.ts';
import { encodeFrame, Opcode, type WebSocketMessage, type OutgoingFrame } from './frame.ts';
import type { WebSocketLimits } from './limits.ts';
import { Liveness } from './liveness.ts';
import { Outbox, type Backpressure, type FrameSource } from './outbox.ts';
import type { FrameListener } from './observed-frame.ts';
import { Protocol, type ProtocolEvent } from './protocol.ts';
import type { Scratch } from './scratch.ts';

/** Who is told. Neither is called again after `closed`. One that throws ends this connection (1011) and no other. */
export interface Listener {
  /** A whole message. Its bytes are for now: whoever keeps them copies them, or a whole read is kept with them. */
  message: (message: WebSocketMessage) => void;
  /** The connection is over; 1006 if the peer went without a close frame (RFC 6455 §7.1.5). */
  closed: (closing: CloseFrame) => void;
}

/** Whose connection it is. None of these may throw. */
export interface Owner {
  /** What the frames of all its connections are joined in. */
  readonly scratch: Scratch;
  /** Told once, after the listener, whatever happened. */
  readonly over: (connection: Connection) => void;
  /** A mistake of our own, for which this connection was closed. */
  readonly failed: (error: unknown) => void;
  /** More waits for the peer than one that reads would leave waiting; told again when it grows. */
  readonly stalled: (connection: Connection) => void;
}

const CONNECTION = Symbol('connection');

/** A socket that one of these took over. */
type Taken = Socket & { readonly [CONNECTION]: Connection };

export class Connection implements FrameSource {
  readonly #socket: Socket;
  readonly #protocol: Protocol;
  readonly #limits: WebSocketLimits;
  readonly #owner: Owner;
  #listener: Listener | undefined;
  readonly #outbox: Outbox;
  readonly #liveness = new Liveness();
  #receiving = false;
  /** Whether nothing is to be read for now. */
  #held = false;
  #closedHere = false;
  /** The next turn at a chunk of many frames. */
  #turn: NodeJS.Immediate | undefined;
  #deadline: NodeJS.Timeout | undefined;
  /** When a pong was asked for; `undefined` once it came. */
  #askedAt: number | undefined;
  #roundTripMs: number | undefined;

  /**
   * Takes over a socket whose 101 response was written.
   *
   * @param head bytes that came in the same segment as the handshake; they are the first of the stream
   */
  constructor(socket: Socket, head: Buffer, limits: WebSocketLimits, listener: Listener, owner: Owner) {
    this.#owner = owner;
    this.#socket = socket;
    this.#limits = limits;
    this.#listener = listener;
    this.#protocol = new Protocol(limits.messageBytesMax);
    this.#outbox = new Outbox(socket, limits, this, owner.scratch);
    socket.setTimeout(0);
    socket.setNoDelay(true);
    // Before anybody listens, or it would be heard now, and the listener's owner has no connection in hand yet.
    if (head.length > 0) socket.unshift(head);
    Object.assign(socket, { [CONNECTION]: this });
    socket.on('data', Connection.#onData);
    socket.on('end', Connection.#onEnd);
    // A reset is reported as an error and then as a close; there is nothing to add to that.
    socket.on('error', Connection.#onGone);
    socket.on('close', Connection.#onGone);
  }

  // The same functions for every socket: closures of its own would be a tenth of what an idle connection costs.
  static #onData(this: Taken, chunk: Buffer): void {
    this[CONNECTION].#receive(chunk);
  }

  static #onEnd(this: Taken): void {
    this[CONNECTION].#readToEnd();
  }

  static #onGone(this: Taken): void {
    this[CONNECTION].#ended();
  }

  /** Sends one message, with all else of this turn; a string is a text. */
  send(message: string | WebSocketMessage): void {
    this.#enqueue(message);
  }

  #enqueue(outgoing: OutgoingFrame): void {
    if (this.#closing()) return;
    this.#outbox.push(outgoing);
    if (!this.#receiving) this.#outbox.writeSoon();
  }

  /** Sends whole frames at once, after what was sent before. */
  writeNow(frames: Buffer): void {
    if (!this.#closing()) this.#outbox.writeNow(frames);
  }

  /** Begins the closing handshake (RFC 6455 §7.1.2). Throws RangeError for a code or reason that may not be sent. */
  close(code: number, reason = ''): void {
    if (this.#closing()) return;
    this.#obey(this.#protocol.close({ code, reason }));
    this.#closedHere = true;
    this.#held = false;
    this.#outbox.unwatch();
    this.#goOn();
    // Armed before the write, whose backlog may be what we close for.
    this.#deadline = setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    this.#outbox.write();
  }

  /** Whether the closing handshake was begun by us. */
  get closedHere(): boolean {
    return this.#closedHere;
  }

  /**
   * Reads nothing more for now, or goes on reading: what the peer sends meanwhile waits at the peer, and so do its pings.
   * Frames that were read with the last ones are still told.
   */
  hold(held: boolean): void {
    if (this.#held === held || this.#closing()) return;
    this.#held = held;
    if (held) this.#socket.pause();
    else this.#goOn();
  }

  /** So much time has passed again: asks a silent peer for a sign of life, and gives up on what takes too long. */
  tick(passedMs: number): void {
    // While we do not listen, its silence is ours.
    if (this.#held) {
      this.#liveness.heard();
      return;
    }
    const due = this.#liveness.beat(passedMs, this.#protocol, this.#limits);
    switch (due) {
      case 'ping':
        this.#enqueue(PING);
        break;
      case 'overdue':
        this.close(CloseCode.policyViolation);
        break;
      case 'dead':
        this.#socket.destroy();
        this.#obey(this.#protocol.ended('silent for too long'));
        break;
      case undefined:
        break;
      default:
        due satisfies never;
    }
  }

  /** Asks for a sign of life, and gives up on a peer that gives none within so long. */
  probe(withinMs: number): void {
    if (this.#closing()) return;
    this.#liveness.doubt(withinMs, this.#limits);
    this.#enqueue(PING);
  }

  /** Asks for a pong, to learn the round trip; one at a time. */
  measure(): void {
    if (this.#askedAt !== undefined || this.#closing()) return;
    this.#askedAt = performance.now();
    this.#enqueue(PING);
  }

  /** From the last {@link measure} that was answered, in milliseconds. */
  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  /** With the handshake. */
  get bytes(): { readonly received: number; readonly sent: number } {
    return { received: this.#socket.bytesRead, sent: this.#socket.bytesWritten };
  }

  /** From now on each frame is shown; `undefined` ends that. */
  show(onlooker: FrameListener | undefined): void {
    this.#protocol.onlooker = onlooker;
    this.#outbox.onlooker = onlooker;
  }

  /** How much waits for the peer; nothing once we have closed. */
  backlogBytes(): number {
    return this.#outbox.backlogBytes();
  }

  #receive(chunk: Buffer): void {
    this.#liveness.heard();
    const { pongs } = this.#protocol;
    this.#read(() => this.#protocol.receive(chunk, this.#limits.framesPerTurn));
    if (this.#askedAt === undefined || this.#protocol.pongs === pongs) return;
    this.#roundTripMs = performance.now() - this.#askedAt;
    this.#askedAt = undefined;
  }

  /** Obeys one turn's worth of frames; what is left of the chunk waits until the others had theirs. */
  #read(frames: () => readonly ProtocolEvent[]): void {
    this.#receiving = true;
    this.#obeyAll(frames);
    this.#receiving = false;
    this.#outbox.write();
    if (this.#protocol.unread) this.#goOn();
  }

  /** Goes on with the chunk in hand in the next turn; without one it reads the socket again. */
  #goOn(): void {
    if (!this.#protocol.unread) {
      this.#readOn();
      return;
    }
    this.#socket.pause();
    if (this.#held || this.#turn !== undefined) return;
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      this.#read(() => this.#protocol.resume(this.#limits.framesPerTurn));
      this.#readOn();
    });
  }

  /** Reads the socket again, unless something still speaks against it. */
  #readOn(): void {
    const waits = this.#held || this.#turn !== undefined || this.#protocol.unread;
    if (!waits && !this.#outbox.stalled) this.#socket.resume();
  }

  /** The end overtakes a pause: what came before it is read first. */
  #readToEnd(): void {
    if (this.#protocol.unread) this.#obeyAll(() => this.#protocol.resume());
    this.#ended();
  }

  #ended(): void {
    this.#obey(this.#protocol.ended());
    this.#letGo();
    // The peer may have half-closed: what is written goes out, then our half closes too.
    this.#socket.end();
  }

  /** Obeys what the reading of a chunk came to; where that fails, there is nothing to obey. */
  #obeyAll(frames: () => readonly ProtocolEvent[]): void {
    try {
      this.#obey(frames());
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Each in order: what comes behind one that fails is obeyed all the same, or nobody would hear of the end. */
  #obey(events: readonly ProtocolEvent[]): void {
    for (const event of events) {
      try {
        this.#act(event);
      } catch (error) {
        this.#fail(error);
      }
    }
  }

  #act(event: ProtocolEvent): void {
    switch (event.type) {
      case 'write':
        this.#outbox.push(event.bytes);
        break;
      case 'message':
        if (!this.#closing()) this.#listener?.message(event.message);
        break;
      case 'closed':
        this.#closed(event.closing);
        break;
      default:
        event satisfies never;
    }
  }

  /** A mistake of our own: it costs this connection, and the others go on. */
  #fail(error: unknown): void {
    this.#owner.failed(error);
    this.close(CloseCode.internalError);
  }

  /** RFC 6455 §7.1.1: the server closes the stream first, and waits for the peer to follow. */
  #closed(closing: CloseFrame): void {
    this.#outbox.write();
    const listener = this.#listener;
    this.#letGo();
    this.#socket.end();
    this.#deadline ??= setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    try {
      listener?.closed(closing);
    } finally {
      this.#owner.over(this);
    }
  }

  /** Nothing more is said to or heard of the listener. What still comes is read and dropped. */
  #letGo(): void {
    this.#listener = undefined;
    this.#held = false;
    this.#outbox.unwatch();
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#socket.resume();
    if (this.#socket.closed || this.#socket.destroyed) clearTimeout(this.#deadline);
  }

  paced(pace: Backpressure): void {
    switch (pace) {
      case 'stalled':
        // A peer that asks (by pings, say) and does not read the answers is not read either.
        this.#socket.pause();
        this.#owner.stalled(this);
        break;
      case 'drained':
        this.#readOn();
        break;
      case 'too-slow':
        // A peer that does not read is not waited for: it may come back and ask for what it missed.
        this.close(CloseCode.tooSlow);
        break;
      default:
        pace satisfies never;
    }
  }

  /** §5.5.1: no data follows our close frame; and whatever the peer still says is of no use to anybody. */
  #closing(): boolean {
    return this.#deadline !== undefined || this.#listener === undefined;
  }
}

const PING = encodeFrame(Opcode.ping, Buffer.alloc(0));
