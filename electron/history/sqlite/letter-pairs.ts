/**
 * Which letters, and which pairs of them, stand in which stretch of texts: what the trigram index cannot tell. A stretch
 * that does not have a short needle need not be read. It may say yes for no, and never no for yes (a Bloom filter).
 */

/** Texts of one stretch, by their ids. */
export const STRETCH_IDS = 256;
/** A power of two: 2 KiB a stretch, 8 MB for a million texts. A stretch of Latin text sets one bit in twenty. */
const BITS = 16_384;

export class LetterPairs {
  readonly #stretches = new Map<number, Uint32Array>();

  /** A text of a stretch that is known; of others nothing is remembered until they are {@link fill}ed. */
  add(id: number, folded: string): void {
    const bits = this.#stretches.get(stretchOf(id));
    if (bits !== undefined) mark(bits, folded);
  }

  /** All texts of a stretch. */
  fill(stretch: number, texts: readonly string[]): void {
    const bits = new Uint32Array(BITS / 32);
    for (const text of texts) mark(bits, text);
    this.#stretches.set(stretch, bits);
  }

  /** `undefined` as long as the stretch is not filled. */
  mayHave(stretch: number, needle: string): boolean | undefined {
    const bits = this.#stretches.get(stretch);
    if (bits === undefined) return undefined;
    const points = Array.from(needle, (letter) => letter.codePointAt(0) ?? 0);
    return points.every(
      (point, i) =>
        isSet(bits, placeOf(0, point)) && (i === 0 || isSet(bits, placeOf(points[i - 1] ?? 0, point))),
    );
  }

  /** Those before a stretch have no texts any more. */
  forgetBefore(stretch: number): void {
    for (const known of this.#stretches.keys()) if (known < stretch) this.#stretches.delete(known);
  }
}

export function stretchOf(id: number): number {
  return Math.floor(id / STRETCH_IDS);
}

/** Of each letter, and of each with the one before. */
function mark(bits: Uint32Array, text: string): void {
  let before = 0;
  for (let unit = 0; unit < text.length; unit += 1) {
    const point = text.codePointAt(unit) ?? 0;
    if (point > 0xffff) unit += 1;
    set(bits, placeOf(0, point));
    if (before !== 0) set(bits, placeOf(before, point));
    before = point;
  }
}

function set(bits: Uint32Array, place: number): void {
  bits[place >>> 5] = (bits[place >>> 5] ?? 0) | (1 << (place & 31));
}

function isSet(bits: Uint32Array, place: number): boolean {
  return ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
}

/** Two odd numbers spread neighbouring code points over all bits. */
function placeOf(one: number, other: number): number {
  const mixed = Math.imul(one, 0x9e37_79b1) ^ Math.imul(other, 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) & (BITS - 1);
}
