/**
 * One WebSocket on one socket: the only I/O here. It feeds the protocol, writes what the protocol answers, and
 * keeps the deadlines: for a sign of life, for the closing handshake, and for a peer that does not read.
 * It refuses to know what the messages say.
 */
import type { Socket } from 'node:net';
import { CloseCode, type Closing } from './close.ts';
import { encodeFrame, joinFrames, Opcode, type Outgoing } from './frame.ts';
import type { Limits } from './limits.ts';
import { Protocol, type Event } from './protocol.ts';

/** Who is told. Neither is called again after `closed`. */
export interface Listener {
  /** A whole message: text as a string, binary as a Buffer. */
  message: (data: string | Buffer) => void;
  /** The connection is over; 1006 if the peer went without a close frame (RFC 6455 §7.1.5). */
  closed: (closing: Closing) => void;
}

/** How often, in the time until a ping, a connection looks whether its peer was silent for too long. */
const PULSES_UNTIL_PING = 6;

export class Connection {
  readonly #socket: Socket;
  readonly #protocol: Protocol;
  readonly #limits: Limits;
  #listener: Listener | undefined;
  /** Frames of this turn of the event loop, which leave in one write. */
  #frames: Outgoing[] = [];
  #receiving = false;
  #flush: NodeJS.Immediate | undefined;
  /** The next turn at a chunk of many frames. */
  #turn: NodeJS.Immediate | undefined;
  /** Pulses since the peer was last heard. Counted, not measured: a clock that jumps harms nobody. */
  #silence = 0;
  /** Pulses since the message in hand began, and how many were whole by then. */
  #unfinished = 0;
  #finished = 0;
  /** Armed while more waits than a peer that reads would leave waiting. */
  #stall: NodeJS.Timeout | undefined;
  readonly #pulseMs: number;
  readonly #pulse: NodeJS.Timeout;
  #deadline: NodeJS.Timeout | undefined;

  /**
   * Takes over a socket whose 101 response was written.
   *
   * @param head bytes that came in the same segment as the handshake; they are the first of the stream
   */
  constructor(socket: Socket, head: Buffer, limits: Limits, listener: Listener) {
    this.#socket = socket;
    this.#limits = limits;
    this.#listener = listener;
    this.#protocol = new Protocol(limits.messageBytesMax);
    this.#pulseMs = limits.pingAfterMs / PULSES_UNTIL_PING;
    this.#pulse = setInterval(() => this.#beat(), this.#pulseMs);
    socket.setTimeout(0);
    socket.setNoDelay(true);
    // Before anybody listens, or it would be heard now, and the listener's owner has no connection in hand yet.
    if (head.length > 0) socket.unshift(head);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    socket.on('drain', () => this.#drained());
    socket.on('end', () => this.#ended());
    // A reset is reported as an error and then as a close; there is nothing to add to that.
    socket.on('error', () => this.#ended());
    socket.on('close', () => this.#ended());
  }

  /** Sends one message, text from a string and binary from a Buffer, with all else of this turn. */
  send(data: string | Buffer): void {
    this.#enqueue(typeof data === 'string' ? data : encodeFrame(Opcode.binary, data));
  }

  #enqueue(outgoing: Outgoing): void {
    if (this.#closing()) return;
    this.#frames.push(outgoing);
    if (!this.#receiving) this.#flush ??= setImmediate(() => this.#write());
  }

  /** Sends whole frames at once, after what was sent before. */
  writeNow(frames: Buffer): void {
    if (this.#closing()) return;
    this.#frames.push(frames);
    this.#write();
  }

  /** Begins the closing handshake (RFC 6455 §7.1.2). Throws RangeError for a code or reason that may not be sent. */
  close(code: number, reason = ''): void {
    if (this.#closing()) return;
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#readOn();
    this.#obey(this.#protocol.close({ code, reason }));
    // Armed before the write, whose backlog may be what we close for.
    this.#deadline = setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    this.#write();
  }

  #receive(chunk: Buffer): void {
    this.#silence = 0;
    this.#read(() => this.#protocol.receive(chunk, this.#limits.framesPerTurn));
  }

  /** Obeys one turn's worth of frames; what is left of the chunk waits until the others had theirs. */
  #read(frames: () => readonly Event[]): void {
    this.#receiving = true;
    try {
      this.#obey(frames());
    } finally {
      this.#receiving = false;
    }
    this.#write();
    if (!this.#protocol.unread) return;
    this.#socket.pause();
    this.#turn = setImmediate(() => {
      this.#turn = undefined;
      this.#read(() => this.#protocol.resume(this.#limits.framesPerTurn));
      this.#readOn();
    });
  }

  /** Reads the socket again, unless something still speaks against it. */
  #readOn(): void {
    if (this.#turn === undefined && this.#stall === undefined) this.#socket.resume();
  }

  #ended(): void {
    this.#obey(this.#protocol.ended());
    this.#over();
    // The peer may have half-closed: what is written goes out, then our half closes too.
    this.#socket.end();
  }

  #obey(events: readonly Event[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'write':
          this.#frames.push(event.bytes);
          break;
        case 'message':
          if (!this.#closing()) this.#listener?.message(event.data);
          break;
        case 'closed':
          this.#closed(event.closing);
          break;
        default:
          event satisfies never;
      }
    }
  }

  /** RFC 6455 §7.1.1: the server closes the stream first, and waits for the peer to follow. */
  #closed(closing: Closing): void {
    this.#write();
    const listener = this.#listener;
    this.#over();
    this.#socket.end();
    this.#deadline ??= setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    listener?.closed(closing);
  }

  /** Nothing more is said to or heard of the listener. What still comes is read and dropped. */
  #over(): void {
    this.#listener = undefined;
    clearInterval(this.#pulse);
    clearTimeout(this.#stall);
    if (this.#turn !== undefined) clearImmediate(this.#turn);
    this.#socket.resume();
    if (this.#flush !== undefined) clearImmediate(this.#flush);
    if (this.#socket.closed || this.#socket.destroyed) clearTimeout(this.#deadline);
  }

  #write(): void {
    if (this.#flush !== undefined) clearImmediate(this.#flush);
    this.#flush = undefined;
    if (this.#frames.length === 0) return;
    const bytes = joinFrames(this.#frames);
    this.#frames = [];
    if (!this.#socket.writable) return;
    this.#socket.write(bytes);
    const backlog = this.#socket.writableLength;
    // A peer that does not read is not waited for: it may come back and ask for what it missed.
    if (backlog > this.#limits.backlogBytesMax) this.close(CloseCode.tooSlow);
    else if (backlog > this.#limits.pauseBytes) this.#stalled();
  }

  /** A peer that asks (by pings, say) and does not read the answers is not read either. */
  #stalled(): void {
    if (this.#stall !== undefined || this.#closing()) return;
    this.#socket.pause();
    this.#stall = setTimeout(() => this.close(CloseCode.tooSlow), this.#limits.stallTimeoutMs);
  }

  #drained(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#readOn();
  }

  #beat(): void {
    this.#silence += 1;
    if (this.#silence * this.#pulseMs >= this.#limits.deadAfterMs) {
      this.#socket.destroy();
      this.#obey(this.#protocol.ended('silent for too long'));
      return;
    }
    if (this.#silence === PULSES_UNTIL_PING) this.#enqueue(PING);
    const { unfinished, finished } = this.#protocol;
    this.#unfinished = unfinished && finished === this.#finished ? this.#unfinished + 1 : 0;
    this.#finished = finished;
    if (this.#unfinished * this.#pulseMs >= this.#limits.messageTimeoutMs)
      this.close(CloseCode.policyViolation);
  }

  /** §5.5.1: no data follows our close frame; and whatever the peer still says is of no use to anybody. */
  #closing(): boolean {
    return this.#deadline !== undefined || this.#listener === undefined;
  }
}

const PING = encodeFrame(Opcode.ping, Buffer.alloc(0));
