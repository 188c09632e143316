/**
 * Turns the chunks of a TCP stream, cut anywhere, into frames. Payloads are handed on in parts as they arrive, so
 * nothing is stored here and a bad byte is found at once.
 */
import { HEAD_BYTES_MAX, headLength, readHead, type FrameHead } from './frame.ts';
import { MaskedChunk } from './mask.ts';

/** A part of a frame, or all of it. The decoder returns the same object each time to avoid millions of allocations. */
export interface FramePart {
  readonly head: FrameHead;
  /** The first part of its frame. A frame without payload has one empty part. */
  readonly begins: boolean;
  /** The last part of its frame. */
  readonly ends: boolean;
  /** The chunk. Its bytes from `start` to `end` are this part's payload, unmasked. Copy what outlives the next call. */
  readonly bytes: Buffer;
  readonly start: number;
  readonly end: number;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const EMPTY: Buffer = Buffer.alloc(0);
const NO_CHUNK = new MaskedChunk(EMPTY);
const NO_HEAD: FrameHead = { fin: true, opcode: 0, length: 0 };

export class Decoder {
  /** The bytes of a head that started in an earlier chunk. */
  #split: Buffer | undefined;
  #splitLength = 0;
  #key = 0;
  #head: FrameHead | undefined;
  /** Payload bytes of the current frame handed on so far. */
  #done = 0;
  #chunk = EMPTY;
  #masked = NO_CHUNK;
  #at = 0;
  readonly #part: Mutable<FramePart> = {
    head: NO_HEAD,
    begins: true,
    ends: true,
    bytes: EMPTY,
    start: 0,
    end: 0,
  };

  /** Whether the stream is inside a frame, or inside the head of one. */
  get inFrame(): boolean {
    return this.#head !== undefined || this.#splitLength > 0;
  }

  /** Takes the next chunk and unmasks its payload bytes in place. Call {@link next} until it returns `undefined`. */
  push(chunk: Buffer): void {
    this.#chunk = chunk;
    this.#masked = new MaskedChunk(chunk);
    this.#at = 0;
  }

  /** The next part in order, or `undefined` until the next chunk. Throws ProtocolError 1002 or 1009. */
  next(): FramePart | undefined {
    const begins = this.#head === undefined;
    const head = (this.#head ??= this.#nextHead());
    if (head === undefined) return this.#spent();
    const start = this.#at;
    const end = Math.min(this.#chunk.length, start + head.length - this.#done);
    if (start === end && head.length > this.#done && !begins) return this.#spent();
    this.#masked.unmask(start, end, this.#key, this.#done);
    this.#at = end;
    this.#done += end - start;
    const part = this.#part;
    part.head = head;
    part.begins = begins;
    part.ends = this.#done === head.length;
    part.bytes = this.#chunk;
    part.start = start;
    part.end = end;
    if (part.ends) this.#head = undefined;
    return part;
  }

  /** Releases the chunk, up to 64 KiB, which must not be retained until the next one. */
  #spent(): FramePart | undefined {
    this.#chunk = EMPTY;
    this.#masked = NO_CHUNK;
    this.#part.bytes = EMPTY;
    this.#at = 0;
    return undefined;
  }

  #nextHead(): FrameHead | undefined {
    this.#done = 0;
    const length = this.#splitLength === 0 ? this.#wholeHeadLength() : 0;
    if (length === 0) return this.#splitHead();
    const head = readHead(this.#chunk, this.#at);
    this.#at += length;
    this.#key = keyBefore(this.#chunk, this.#at);
    return head;
  }

  /** The length of the next head if all of it is in this chunk, otherwise 0. */
  #wholeHeadLength(): number {
    const left = this.#chunk.length - this.#at;
    if (left < 2) return 0;
    const length = headLength(this.#chunk, this.#at);
    return left >= length ? length : 0;
  }

  #splitHead(): FrameHead | undefined {
    if (this.#at === this.#chunk.length) return undefined;
    const split = (this.#split ??= Buffer.alloc(HEAD_BYTES_MAX));
    while (this.#at < this.#chunk.length) {
      split[this.#splitLength] = this.#chunk[this.#at] ?? 0;
      this.#splitLength += 1;
      this.#at += 1;
      if (this.#splitLength < 2 || this.#splitLength < headLength(split, 0)) continue;
      this.#key = keyBefore(split, this.#splitLength);
      this.#splitLength = 0;
      return readHead(split, 0);
    }
    return undefined;
  }
}

/** The masking key is the last four bytes of a head (RFC 6455 §5.2); big-endian, as a signed word. */
function keyBefore(bytes: Buffer, end: number): number {
  return (
    ((bytes[end - 4] ?? 0) << 24) |
    ((bytes[end - 3] ?? 0) << 16) |
    ((bytes[end - 2] ?? 0) << 8) |
    (bytes[end - 1] ?? 0)
  );
}
