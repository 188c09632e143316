/**
 * Chunks of a TCP stream, cut anywhere, become frames. A payload is handed on as it arrives, in parts, so that
 * nothing is stored here and a bad byte is seen at once. It refuses to know what the frames mean together.
 */
import { HEAD_BYTES_MAX, headLength, readHead, type FrameHead } from './frame.ts';
import { unmask } from './mask.ts';

export interface FramePart {
  readonly head: FrameHead;
  /** The first part of its frame; a frame without payload has one, empty. */
  readonly begins: boolean;
  /** The last part of its frame. */
  readonly ends: boolean;
  /** Unmasked. A view of the chunk: copy what outlives the next call. */
  readonly payload: Buffer;
}

const EMPTY: Buffer = Buffer.alloc(0);

export class Decoder {
  /** The bytes of a head that began in an earlier chunk. */
  readonly #split = Buffer.alloc(HEAD_BYTES_MAX);
  #splitLength = 0;
  readonly #key = new Uint8Array(4);
  #head: FrameHead | undefined;
  /** Payload bytes of the frame in hand that were handed on. */
  #done = 0;
  #chunk = EMPTY;
  #at = 0;

  /** Whether the stream is inside a frame, or inside the head of one. */
  get inFrame(): boolean {
    return this.#head !== undefined || this.#splitLength > 0;
  }

  /** Takes the next chunk, whose payload bytes it unmasks in place. Call {@link next} until it has no more. */
  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#at = 0;
  }

  /** The next part in order, or `undefined` until the next chunk. Throws ProtocolError 1002 or 1009. */
  next(): FramePart | undefined {
    const begins = this.#head === undefined;
    const head = (this.#head ??= this.#nextHead());
    if (head === undefined) {
      this.#release();
      return undefined;
    }
    const start = this.#at;
    const end = Math.min(this.#chunk.length, start + head.length - this.#done);
    if (start === end && head.length > this.#done && !begins) {
      this.#release();
      return undefined;
    }
    unmask(this.#chunk, start, end, this.#key, 0, this.#done);
    this.#at = end;
    this.#done += end - start;
    const ends = this.#done === head.length;
    if (ends) this.#head = undefined;
    return { head, begins, ends, payload: this.#chunk.subarray(start, end) };
  }

  /** A chunk is up to 64 KiB: between chunks none may be held. */
  #release(): void {
    this.#chunk = EMPTY;
    this.#at = 0;
  }

  #nextHead(): FrameHead | undefined {
    this.#done = 0;
    const length = this.#splitLength === 0 ? this.#wholeHeadLength() : 0;
    if (length > 0) {
      const head = readHead(this.#chunk, this.#at);
      this.#at += length;
      this.#keepKey(this.#chunk, this.#at);
      return head;
    }
    return this.#splitHead();
  }

  /** The length of the head at hand if all of it is in this chunk, else 0. */
  #wholeHeadLength(): number {
    const left = this.#chunk.length - this.#at;
    if (left < 2) return 0;
    const length = headLength(this.#chunk, this.#at);
    return left >= length ? length : 0;
  }

  #splitHead(): FrameHead | undefined {
    while (this.#at < this.#chunk.length) {
      this.#split[this.#splitLength] = this.#chunk[this.#at] ?? 0;
      this.#splitLength += 1;
      this.#at += 1;
      if (this.#splitLength < 2 || this.#splitLength < headLength(this.#split, 0)) continue;
      const head = readHead(this.#split, 0);
      this.#keepKey(this.#split, this.#splitLength);
      this.#splitLength = 0;
      return head;
    }
    return undefined;
  }

  /** The masking key is the last four bytes of a head (RFC 6455 §5.2). */
  #keepKey(bytes: Buffer, end: number): void {
    for (let i = 0; i < 4; i += 1) this.#key[i] = bytes[end - 4 + i] ?? 0;
  }
}
