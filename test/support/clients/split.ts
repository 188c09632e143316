/** The same bytes, cut in other places. Every piece is a copy, since a decoder may unmask in place. */

export function whole(bytes: Buffer): Buffer[] {
  return [Buffer.from(bytes)];
}

export function byteByByte(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (byte) => Buffer.from([byte]));
}

/** In two, at every place. */
export function* everyCut(bytes: Buffer): Generator<Buffer[]> {
  for (let at = 0; at <= bytes.length; at += 1) {
    yield [Buffer.from(bytes.subarray(0, at)), Buffer.from(bytes.subarray(at))];
  }
}

/** At the given places, in any order, doubles and overshoots allowed. */
export function cutAt(bytes: Buffer, places: readonly number[]): Buffer[] {
  const cuts = [...new Set(places.map((place) => place % (bytes.length + 1)))].sort((a, b) => a - b);
  return [0, ...cuts].map((from, i) => Buffer.from(bytes.subarray(from, cuts[i] ?? bytes.length)));
}
