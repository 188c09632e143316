/**
 * Joins the fragments of the current message as they arrive (RFC 6455 §5.4). Its buffer grows with the bytes received,
 * not with the bytes announced. An empty fragment stores nothing, so the number of fragments needs no limit.
 */

const CAPACITY_FIRST_BYTES = 256;
/** The buffer is at most this many times what was received. */
const GROWTH_MAX = 4;
const EMPTY: Buffer = Buffer.alloc(0);

export class MessageAssembler {
  #bytes = EMPTY;
  #length = 0;
  #announced = 0;

  /** Announces `bytes` more. They take no memory before they arrive. */
  announce(bytes: number): void {
    this.#announced = this.#length + bytes;
  }

  /** Copies the bytes of `chunk` from `start` to `end`, so that the chunk can be released. */
  append(chunk: Buffer, start: number, end: number): void {
    if (start === end) return;
    const length = this.#length + end - start;
    if (length > this.#bytes.length) this.#grow(length);
    chunk.copy(this.#bytes, this.#length, start, end);
    this.#length = length;
  }

  /** Bytes received so far. */
  get length(): number {
    return this.#length;
  }

  /** Returns the joined bytes and forgets them. */
  take(): Buffer {
    const whole = this.#bytes.subarray(0, this.#length);
    this.#bytes = EMPTY;
    this.#length = 0;
    return whole;
  }

  #grow(length: number): void {
    const awaited = Math.min(this.#announced, length * GROWTH_MAX);
    const grown = Buffer.alloc(Math.max(length, awaited, this.#bytes.length * 2, CAPACITY_FIRST_BYTES));
    this.#bytes.copy(grown, 0, 0, this.#length);
    this.#bytes = grown;
  }
}
