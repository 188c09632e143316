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

export class Connection {
  readonly #socket: Socket;
  readonly #protocol: Protocol;
  readonly #limits: Limits;
  readonly #over: (connection: Connection) => void;
  #listener: Listener | undefined;
  /** Frames of this turn of the event loop, which leave in one write. */
  #frames: Outgoing[] = [];
  #receiving = false;
  #flush: NodeJS.Immediate | undefined;
  /** The next turn at a chunk of many frames. */
  #turn: NodeJS.Immediate | undefined;
  /** Since the peer was last heard. Counted by beats, not measured: a clock that jumps harms nobody. */
  #silentMs = 0;
  /** Since the message in hand began, and how many were whole by then. */
  #unfinishedMs = 0;
  #finished = 0;
  /** Armed while more waits than a peer that reads would leave waiting. */
  #stall: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;

  /**
   * Takes over a socket whose 101 response was written.
   *
   * @param head bytes that came in the same segment as the handshake; they are the first of the stream
   * @param over told once, after the listener, whatever happened
   */
  constructor(
    socket: Socket,
    head: Buffer,
    limits: Limits,
    listener: Listener,
    over: (connection: Connection) => void,
  ) {
    this.#over = over;
    this.#socket = socket;
    this.#limits = limits;
    this.#listener = listener;
    this.#protocol = new Protocol(limits.messageBytesMax);
    socket.setTimeout(0);
    socket.setNoDelay(true);
    // Before anybody listens, or it would be heard now, and the listener's owner has no connection in hand yet.
    if (head.length > 0) socket.unshift(head);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // A reset is reported as an error and then as a close; there is nothing to add to that.
    const ended = () => this.#ended();
    socket.on('end', () => {
      // The end overtakes a pause: what came before it is read first.
      if (this.#protocol.unread) this.#obey(this.#protocol.resume());
      this.#ended();
    });
    socket.on('error', ended);
    socket.on('close', ended);
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
    if (this.#frames.length > 0) {
      this.#frames.push(frames);
      this.#write();
    } else {
      this.#put(frames);
    }
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

  /** So much time has passed again: asks a silent peer for a sign of life, and gives up on what takes too long. */
  beat(passedMs: number): void {
    const { pingAfterMs, deadAfterMs, messageTimeoutMs } = this.#limits;
    const silentBefore = this.#silentMs;
    this.#silentMs += passedMs;
    if (this.#silentMs >= deadAfterMs) {
      this.#socket.destroy();
      this.#obey(this.#protocol.ended('silent for too long'));
      return;
    }
    if (silentBefore < pingAfterMs && this.#silentMs >= pingAfterMs) this.#enqueue(PING);
    const { unfinished, finished } = this.#protocol;
    this.#unfinishedMs = unfinished && finished === this.#finished ? this.#unfinishedMs + passedMs : 0;
    this.#finished = finished;
    if (this.#unfinishedMs >= messageTimeoutMs) this.close(CloseCode.policyViolation);
  }

  #receive(chunk: Buffer): void {
    this.#silentMs = 0;
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
    this.#letGo();
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
    this.#letGo();
    this.#socket.end();
    this.#deadline ??= setTimeout(() => this.#socket.destroy(), this.#limits.closeTimeoutMs);
    listener?.closed(closing);
    this.#over(this);
  }

  /** Nothing more is said to or heard of the listener. What still comes is read and dropped. */
  #letGo(): void {
    this.#listener = undefined;
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
    this.#put(bytes);
  }

  #put(bytes: Buffer): void {
    if (!this.#socket.writable) return;
    // It went out at once, or all but at once.
    if (this.#socket.write(bytes)) return;
    const backlog = this.#socket.writableLength;
    // A peer that does not read is not waited for: it may come back and ask for what it missed.
    if (backlog > this.#limits.backlogBytesMax) this.close(CloseCode.tooSlow);
    else if (backlog > this.#limits.pauseBytes) this.#stalled();
  }

  /** A peer that asks (by pings, say) and does not read the answers is not read either. */
  #stalled(): void {
    if (this.#stall !== undefined || this.#closing()) return;
    this.#socket.pause();
    this.#socket.once('drain', () => this.#drained());
    this.#stall = setTimeout(() => this.close(CloseCode.tooSlow), this.#limits.stallTimeoutMs);
  }

  #drained(): void {
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#readOn();
  }

  /** §5.5.1: no data follows our close frame; and whatever the peer still says is of no use to anybody. */
  #closing(): boolean {
    return this.#deadline !== undefined || this.#listener === undefined;
  }
}

const PING = encodeFrame(Opcode.ping, Buffer.alloc(0));
