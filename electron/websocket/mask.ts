/** Masking (RFC 6455 §5.3): every payload byte XOR the key byte at its place modulo four. Its own inverse. */

/** Below this, a view of words costs more than it saves. */
const WORDS_FROM_BYTES = 256;

/** One chunk of a stream, whose payloads are unmasked in place, four bytes at a time where that pays. */
export class MaskedChunk {
  readonly #bytes: Buffer;
  /** The chunk from its first whole word on. */
  readonly #words: Int32Array | undefined;
  readonly #wordsAt: number;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#wordsAt = -bytes.byteOffset & 3;
    if (bytes.length >= WORDS_FROM_BYTES) {
      const count = (bytes.length - this.#wordsAt) >>> 2;
      this.#words = new Int32Array(bytes.buffer, bytes.byteOffset + this.#wordsAt, count);
    }
  }

  /**
   * Unmasks the bytes from `start` to `end`.
   *
   * @param key the four bytes as a big-endian number
   * @param phase how many payload bytes of this frame came before: the first byte meets key byte `phase & 3`
   */
  unmask(start: number, end: number, key: number, phase: number): void {
    if (key === 0) return;
    const bytes = this.#bytes;
    const words = this.#words;
    const turn = phase - start;
    let at = start;
    if (words !== undefined && end - start >= 16) {
      while (((at - this.#wordsAt) & 3) !== 0) {
        bytes[at] = (bytes[at] ?? 0) ^ keyByte(key, at + turn);
        at += 1;
      }
      const word = keyWord(key, at + turn);
      const last = (end - this.#wordsAt) >> 2;
      let i = (at - this.#wordsAt) >> 2;
      for (; i < last; i += 1) words[i] = (words[i] ?? 0) ^ word;
      at = this.#wordsAt + last * 4;
    }
    for (; at < end; at += 1) bytes[at] = (bytes[at] ?? 0) ^ keyByte(key, at + turn);
  }
}

function keyByte(key: number, place: number): number {
  return (key >>> (24 - 8 * (place & 3))) & 0xff;
}

/** The key from the given place on, as this machine's memory has it: almost all have the first byte lowest. */
function keyWord(key: number, place: number): number {
  scratch.setInt32(0, (key << (8 * (place & 3))) | (place & 3 ? key >>> (32 - 8 * (place & 3)) : 0));
  return scratchWord[0] ?? 0;
}

const scratch = new DataView(new ArrayBuffer(4));
const scratchWord = new Int32Array(scratch.buffer);
