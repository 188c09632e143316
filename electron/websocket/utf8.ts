/**
 * Checks UTF-8 as it streams, so that a message is refused at its first bad byte (RFC 6455 §8.1). The valid ranges are
 * those of RFC 3629 §4.
 */
import { isUtf8 } from 'node:buffer';

export class Utf8Stream {
  /** Continuation bytes the current character still needs. */
  #needed = 0;
  /** The range of the next continuation byte: narrower than 80–BF after E0, ED, F0 and F4. */
  #lower = 0x80;
  #upper = 0xbf;

  /** Takes the next bytes. `false` once the text cannot be valid UTF-8. */
  push(bytes: Buffer): boolean {
    if (this.#needed === 0 && isUtf8(bytes)) return true;
    let at = this.#finishCharacter(bytes);
    if (at < 0) return false;
    const tail = Math.max(at, bytes.length - unfinished(bytes));
    if (!isUtf8(bytes.subarray(at, tail))) return false;
    for (at = tail; at < bytes.length; at += 1) {
      if (!this.#step(bytes[at] ?? 0)) return false;
    }
    return true;
  }

  /** Whether the text may end here. */
  get complete(): boolean {
    return this.#needed === 0;
  }

  /** Reads the missing bytes of the current character. Returns how many were read, or −1 for a bad byte. */
  #finishCharacter(bytes: Buffer): number {
    let at = 0;
    while (this.#needed > 0 && at < bytes.length) {
      if (!this.#step(bytes[at] ?? 0)) return -1;
      at += 1;
    }
    return at;
  }

  #step(byte: number): boolean {
    if (this.#needed === 0) return this.#begin(byte);
    if (byte < this.#lower || byte > this.#upper) return false;
    this.#needed -= 1;
    this.#lower = 0x80;
    this.#upper = 0xbf;
    return true;
  }

  #begin(byte: number): boolean {
    if (byte < 0x80) return true;
    // C0 and C1 could only be overlong, F5 and above lie past U+10FFFF.
    if (byte < 0xc2 || byte > 0xf4) return false;
    this.#needed = byte < 0xe0 ? 1 : byte < 0xf0 ? 2 : 3;
    if (byte === 0xe0) this.#lower = 0xa0;
    if (byte === 0xed) this.#upper = 0x9f;
    if (byte === 0xf0) this.#lower = 0x90;
    if (byte === 0xf4) this.#upper = 0x8f;
    return true;
  }
}

/** Bytes at the end that belong to an unfinished character, 0–3. */
function unfinished(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return (byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4) > back ? back : 0;
  }
  return 0;
}
