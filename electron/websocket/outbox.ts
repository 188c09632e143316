/**
 * The outgoing side of one connection: the frames of this turn of the event loop, which leave in one write, and the
 * bytes that the peer has not taken yet.
 */
import type { Socket } from 'node:net';
import type { OutgoingFrame } from './frame.ts';
import type { WebSocketLimits } from './limits.ts';
import { observeSent, type FrameListener } from './observed-frame.ts';
import type { Scratch } from './scratch.ts';

/** `stalled`: more than `pauseBytes` is waiting, repeated as it grows; `drained`: nothing is; `too-slow`: over the limit. */
export type Backpressure = 'stalled' | 'drained' | 'too-slow';

/** The connection that owns this outbox. */
export interface FrameSource {
  /** May close the connection. The outbox does nothing after this call. */
  readonly paced: (pace: Backpressure) => void;
}

export class Outbox {
  readonly #socket: Socket;
  readonly #limits: WebSocketLimits;
  readonly #sender: FrameSource;
  readonly #scratch: Scratch;
  /** `undefined` while there is none, which is most of the time. */
  #frames: OutgoingFrame[] | undefined;
  #flush: NodeJS.Immediate | undefined;
  /** Armed while stalled. */
  #stall: NodeJS.Timeout | undefined;
  #watched = true;
  /** Called for each outgoing frame while the connection is inspected. */
  onlooker: FrameListener | undefined;

  /** @param scratch shared by all connections of a server */
  constructor(socket: Socket, limits: WebSocketLimits, sender: FrameSource, scratch: Scratch) {
    this.#socket = socket;
    this.#limits = limits;
    this.#sender = sender;
    this.#scratch = scratch;
  }

  get stalled(): boolean {
    return this.#stall !== undefined;
  }

  /** Queues a frame for the write at the end of this turn. */
  push(outgoing: OutgoingFrame): void {
    if (this.#frames === undefined) this.#frames = [outgoing];
    else this.#frames.push(outgoing);
  }

  /** Schedules the write of the queued frames for the end of this turn. */
  writeSoon(): void {
    this.#flush ??= setImmediate(() => this.write());
  }

  /** Writes the queued frames now. */
  write(): void {
    if (this.#flush !== undefined) clearImmediate(this.#flush);
    this.#flush = undefined;
    const frames = this.#frames;
    if (frames === undefined) return;
    this.#frames = undefined;
    const [first] = frames;
    this.#put(frames.length === 1 && Buffer.isBuffer(first) ? first : this.#scratch.join(frames));
  }

  /** Writes whole frames now, after the queued ones. */
  writeNow(frames: Buffer): void {
    if (this.#frames === undefined) {
      this.#put(frames);
      return;
    }
    this.#frames.push(frames);
    this.write();
  }

  /** Bytes the peer has not taken; 0 after {@link unwatch}. */
  backlogBytes(): number {
    return this.#watched ? this.#socket.writableLength : 0;
  }

  /** Stops watching whether the peer reads. */
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
    // The kernel took it all.
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
