/** Masking (RFC 6455 §5.3): every payload byte XOR the key byte at its place modulo four. Its own inverse. */

/** Below this, looking for the word boundary costs more than it saves. */
const WORDS_FROM_BYTES = 32;

const keyBytes = new Uint8Array(4);
const keyWord = new Int32Array(keyBytes.buffer);

/**
 * Unmasks `bytes` from `start` to `end` in place.
 *
 * @param keyAt where the four key bytes stand in `key`
 * @param phase how many payload bytes of this frame came before: the first byte meets key byte `phase & 3`
 */
export function unmask(
  bytes: Buffer,
  start: number,
  end: number,
  key: Uint8Array,
  keyAt: number,
  phase: number,
): void {
  let at = start;
  let turn = phase - start;
  if (end - start >= WORDS_FROM_BYTES) {
    while (((bytes.byteOffset + at) & 3) !== 0) {
      xor(bytes, at, key, keyAt + ((at + turn) & 3));
      at += 1;
    }
    for (let i = 0; i < 4; i += 1) keyBytes[i] = key[keyAt + ((at + turn + i) & 3)] ?? 0;
    const word = keyWord[0] ?? 0;
    const words = new Int32Array(bytes.buffer, bytes.byteOffset + at, (end - at) >>> 2);
    for (let i = 0; i < words.length; i += 1) words[i] = (words[i] ?? 0) ^ word;
    at += words.length * 4;
  }
  turn &= 3;
  for (; at < end; at += 1) xor(bytes, at, key, keyAt + ((at + turn) & 3));
}

function xor(bytes: Buffer, at: number, key: Uint8Array, keyAt: number): void {
  bytes[at] = (bytes[at] ?? 0) ^ (key[keyAt] ?? 0);
}
