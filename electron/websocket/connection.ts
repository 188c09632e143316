/**
 * One WebSocket on one socket, the only I/O in this folder. It feeds the protocol, writes its answers, and keeps the
 * deadlines for signs of life, for the closing handshake and for a peer that does not read.
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

/** The receiver of messages. Nothing is called after `closed`. If a method throws, only this connection closes (1011). */
export interface Listener {
  /** A whole message. Its bytes are valid only during this call: they may be a view of a larger buffer, so copy what you keep. */
  message: (message: WebSocketMessage) => void;
  /** The connection ended; 1006 if the peer left without a close frame (RFC 6455 §7.1.5). */
  closed: (closing: CloseFrame) => void;
}

/** The owner of the connection. None of these may throw. */
export interface Owner {
  /** Shared memory for joining frames. */
  readonly scratch: Scratch;
  /** Called once at the end, after the listener. */
  readonly over: (connection: Connection) => void;
  /** A bug of our own closed this connection. */
  readonly failed: (error: unknown) => void;
  /** More than `pauseBytes` is waiting for the peer. Called again as it grows. */
  readonly stalled: (connection: Connection) => void;
}

const CONNECTION = Symbol('connection');

/** A socket that has a connection. */
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
  /** Whether reading is paused. */
  #held = false;
  #closedHere = false;
  /** The next turn for a chunk with many frames. */
  #turn: NodeJS.Immediate | undefined;
  #deadline: NodeJS.Timeout | undefined;
  /** When the last ping was sent; `undefined` once its pong came. */
  #askedAt: number | undefined;
  #roundTripMs: number | undefined;

  /**
   * Takes over a socket whose 101 response was written.
   *
   * @param head bytes received together with the handshake; the stream begins with them
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
    // Before the listeners are added: the caller does not have this connection yet.
    if (head.length > 0) socket.unshift(head);
    Object.assign(socket, { [CONNECTION]: this });
    socket.on('data', Connection.#onData);
    socket.on('end', Connection.#onEnd);
    // A reset is reported as an error and then as a close, which is handled.
    socket.on('error', Connection.#onGone);
    socket.on('close', Connection.#onGone);
  }

  // One set of functions for all sockets: a closure each would be a tenth of the memory of an idle connection.
  static #onData(this: Taken, chunk: Buffer): void {
    this[CONNECTION].#receive(chunk);
  }

  static #onEnd(this: Taken): void {
    this[CONNECTION].#readToEnd();
  }

  static #onGone(this: Taken): void {
    this[CONNECTION].#ended();
  }

  /** Sends one message in this turn's write. A string is a text. */
  send(message: string | WebSocketMessage): void {
    this.#enqueue(message);
  }

  #enqueue(outgoing: OutgoingFrame): void {
    if (this.#closing()) return;
    this.#outbox.push(outgoing);
    if (!this.#receiving) this.#outbox.writeSoon();
  }

  /** Sends whole frames now, after what was sent before. */
  writeNow(frames: Buffer): void {
    if (!this.#closing()) this.#outbox.writeNow(frames);
  }

  /** Starts the closing handshake (RFC 6455 §7.1.2). Throws RangeError for a code or reason that must not be sent. */
  close(code: number, reason = ''): void {
    if (this.#closing()) return;
    this.#obey(this.#protocol.close({ code, reason }));
    this.#closedHere = true;
    this.#held = false;
    this.#outbox.unwatch();
    this.#goOn();
    // Start the timer before the write, whose backlog may be why we close.
    this.#deadline = setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    this.#outbox.write();
  }

  /** Whether we started the closing handshake. */
  get closedHere(): boolean {
    return this.#closedHere;
  }

  /**
   * Pauses or resumes reading. Meanwhile the peer's messages and pings wait on its side. Frames that were read already
   * are still delivered.
   */
  hold(held: boolean): void {
    if (this.#held === held || this.#closing()) return;
    this.#held = held;
    if (held) this.#socket.pause();
    else this.#goOn();
  }

  /** Counts `ms` more: pings a silent peer, and closes one that takes too long. */
  tick(passedMs: number): void {
    // While we do not read, the silence is ours.
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

  /** Pings the peer and closes it if nothing arrives within `withinMs`. */
  probe(withinMs: number): void {
    if (this.#closing()) return;
    this.#liveness.doubt(withinMs, this.#limits);
    this.#enqueue(PING);
  }

  /** Sends a ping to measure the round trip, one at a time. */
  measure(): void {
    if (this.#askedAt !== undefined || this.#closing()) return;
    this.#askedAt = performance.now();
    this.#enqueue(PING);
  }

  /** The round trip of the last answered {@link measure}, in milliseconds. */
  get roundTripMs(): number | undefined {
    return this.#roundTripMs;
  }

  /** Includes the handshake. */
  get bytes(): { readonly received: number; readonly sent: number } {
    return { received: this.#socket.bytesRead, sent: this.#socket.bytesWritten };
  }

  /** Shows every frame to `listener` from now on; `undefined` stops it. */
  show(onlooker: FrameListener | undefined): void {
    this.#protocol.onlooker = onlooker;
    this.#outbox.onlooker = onlooker;
  }

  /** Bytes waiting for the peer; 0 once we have closed. */
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

  /** Handles one turn's worth of frames. The rest of the chunk waits until the other peers had their turn. */
  #read(frames: () => readonly ProtocolEvent[]): void {
    this.#receiving = true;
    this.#obeyAll(frames);
    this.#receiving = false;
    this.#outbox.write();
    if (this.#protocol.unread) this.#goOn();
  }

  /** Continues with the current chunk in the next turn, or reads the socket again. */
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

  /** Reads the socket again, unless reading is paused for another reason. */
  #readOn(): void {
    const waits = this.#held || this.#turn !== undefined || this.#protocol.unread;
    if (!waits && !this.#outbox.stalled) this.#socket.resume();
  }

  /** The end of the stream overrides a pause, once everything before it is read. */
  #readToEnd(): void {
    if (this.#protocol.unread) this.#obeyAll(() => this.#protocol.resume());
    this.#ended();
  }

  #ended(): void {
    this.#obey(this.#protocol.ended());
    this.#letGo();
    // The peer may have half-closed: finish our writes, then close our half too.
    this.#socket.end();
  }

  /** Handles the events of a chunk. A failure closes the connection. */
  #obeyAll(frames: () => readonly ProtocolEvent[]): void {
    try {
      this.#obey(frames());
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Handles each event in order. After a failure the rest is still handled, so that the end is reported. */
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

  /** A bug of our own closes this connection; the others continue. */
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

  /** Detaches the listener. What still arrives is read and dropped. */
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
        // A peer that does not read our answers (to its pings, say) is not read either.
        this.#socket.pause();
        this.#owner.stalled(this);
        break;
      case 'drained':
        this.#readOn();
        break;
      case 'too-slow':
        // Do not wait for a peer that does not read: it can reconnect and resume.
        this.close(CloseCode.tooSlow);
        break;
      default:
        pace satisfies never;
    }
  }

  /** §5.5.1: no data follows our close frame, and the peer's messages are ignored. */
  #closing(): boolean {
    return this.#deadline !== undefined || this.#listener === undefined;
  }
}

const PING = encodeFrame(Opcode.ping, Buffer.alloc(0));
