/**
 * Memory to join frames in before they leave. What the kernel has taken is used again for the next ones: new memory
 * for every answer keeps the garbage collector busy, a fifth of the time of an echo of 16 KiB. It refuses to know
 * who sends.
 */
import { framesLength, uninitialised, writeFrames, type OutgoingFrame } from './frame.ts';

/** What is longer is rare, and not worth keeping memory for. */
const KEPT_BYTES_MAX = 262_144;
const NONE: Buffer = Buffer.alloc(0);

export class Scratch {
  #memory = NONE;

  /** Everything in order, as bytes to send. They are good until the next call, or for ever after {@link giveAway}. */
  join(outgoing: readonly OutgoingFrame[]): Buffer {
    const joined = this.#take(framesLength(outgoing));
    writeFrames(joined, outgoing);
    return joined;
  }

  /** What was joined last still waits for its peer: it is theirs, and is not used again. */
  giveAway(): void {
    this.#memory = NONE;
  }

  /** Used again only if most of it is used: what waits for a peer must not hold on to much more than is counted. */
  #take(length: number): Buffer {
    if (length > KEPT_BYTES_MAX) return uninitialised(length);
    if (length > this.#memory.length || length * 2 < this.#memory.length)
      this.#memory = uninitialised(length);
    return this.#memory.subarray(0, length);
  }
}
