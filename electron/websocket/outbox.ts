/**
 * What is on its way to one peer: the frames of this turn of the event loop, which leave in one write, and what the
 * peer has not taken. It refuses to know what they say, and what is to become of a peer that does not read.
 */
import type { Socket } from 'node:net';
import type { OutgoingFrame } from './frame.ts';
import type { WebSocketLimits } from './limits.ts';
import { observeSent, type FrameListener } from './observed-frame.ts';
import type { Scratch } from './scratch.ts';

/** More waits than a peer that reads would leave waiting (and again when it grows), nothing does any more, too much does. */
export type Backpressure = 'stalled' | 'drained' | 'too-slow';

/** Whose outbox it is. */
export interface FrameSource {
  /** May close the connection; nothing is done after it. */
  readonly paced: (pace: Backpressure) => void;
}

export class Outbox {
  readonly #socket: Socket;
  readonly #limits: WebSocketLimits;
  readonly #sender: FrameSource;
  readonly #scratch: Scratch;
  /** `undefined` while there is none: most of the time, for most. */
  #frames: OutgoingFrame[] | undefined;
  #flush: NodeJS.Immediate | undefined;
  /** Armed while stalled. */
  #stall: NodeJS.Timeout | undefined;
  #watched = true;
  /** Sees each frame that leaves, if anybody looks. */
  onlooker: FrameListener | undefined;

  /** @param scratch one for all peers of a server */
  constructor(socket: Socket, limits: WebSocketLimits, sender: FrameSource, scratch: Scratch) {
    this.#socket = socket;
    this.#limits = limits;
    this.#sender = sender;
    this.#scratch = scratch;
  }

  get stalled(): boolean {
    return this.#stall !== undefined;
  }

  /** Puts it with the others of this turn. */
  push(outgoing: OutgoingFrame): void {
    if (this.#frames === undefined) this.#frames = [outgoing];
    else this.#frames.push(outgoing);
  }

  /** Writes what was put together at the end of this turn. */
  writeSoon(): void {
    this.#flush ??= setImmediate(() => this.write());
  }

  /** Writes what was put together. */
  write(): void {
    if (this.#flush !== undefined) clearImmediate(this.#flush);
    this.#flush = undefined;
    const frames = this.#frames;
    if (frames === undefined) return;
    this.#frames = undefined;
    const [first] = frames;
    this.#put(frames.length === 1 && Buffer.isBuffer(first) ? first : this.#scratch.join(frames));
  }

  /** Writes whole frames at once, after what was put together before. */
  writeNow(frames: Buffer): void {
    if (this.#frames === undefined) {
      this.#put(frames);
      return;
    }
    this.#frames.push(frames);
    this.write();
  }

  /** How much the peer has not taken, as long as anybody minds. */
  backlogBytes(): number {
    return this.#watched ? this.#socket.writableLength : 0;
  }

  /** From now on nobody minds whether the peer reads. */
  unwatch(): void {
    this.#watched = false;
    clearTimeout(this.#stall);
    this.#stall = undefined;
  }

  #put(bytes: Buffer): void {
    if (!this.#socket.writable) return;
    if (this.onlooker !== undefined) observeSent(bytes, this.onlooker);
    this.#socket.write(bytes);
    const backlog = this.#socket.writableLength;
    // It went out at once.
    if (backlog === 0) return;
    this.#scratch.giveAway();
    if (!this.#watched) return;
    if (backlog > this.#limits.backlogBytesMax) this.#sender.paced('too-slow');
    else if (backlog > this.#limits.pauseBytes) this.#stalled();
  }

  #stalled(): void {
    if (this.#stall === undefined) {
      this.#socket.once('drain', () => this.#drained());
      this.#stall = setTimeout(() => this.#sender.paced('too-slow'), this.#limits.stallTimeoutMs);
    }
    this.#sender.paced('stalled');
  }

  #drained(): void {
    if (!this.#watched) return;
    clearTimeout(this.#stall);
    this.#stall = undefined;
    this.#sender.paced('drained');
  }
}
