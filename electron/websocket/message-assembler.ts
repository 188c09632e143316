/**
 * The message in hand: its fragments joined as they arrive (RFC 6455 §5.4) in one buffer that grows with the
 * bytes received; the bytes announced only say where it may stop. An empty fragment leaves nothing behind, so their
 * number needs no limit.
 */

const CAPACITY_FIRST_BYTES = 256;
/** Room for so many times what was received, if as much was announced. */
const GROWTH_MAX = 4;
const EMPTY: Buffer = Buffer.alloc(0);

export class MessageAssembler {
  #bytes = EMPTY;
  #length = 0;
  #announced = 0;

  /** So many more bytes are announced. They cost nothing before they come. */
  announce(bytes: number): void {
    this.#announced = this.#length + bytes;
  }

  /** Copies the bytes of `chunk` from `start` to `end`, so that the chunk can go. */
  append(chunk: Buffer, start: number, end: number): void {
    if (start === end) return;
    const length = this.#length + end - start;
    if (length > this.#bytes.length) this.#grow(length);
    chunk.copy(this.#bytes, this.#length, start, end);
    this.#length = length;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** What was joined; the assembly is empty afterwards and holds on to nothing. */
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
