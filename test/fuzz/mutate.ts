/** Bytes that were right, made wrong in one of the ways in which bytes go wrong. */
import type { Chance } from './chance.ts';

/** Bytes at which parsers have gone wrong before: signs, lengths, opcodes, the edges of UTF-8. */
const TELLING = [0x00, 0x01, 0x7d, 0x7e, 0x7f, 0x80, 0x81, 0x88, 0x89, 0x8a, 0xc0, 0xed, 0xf4, 0xfe, 0xff];
const MUTATIONS_MAX = 6;

/** A mutated copy, with pieces of `others` spliced in. */
export function mutate(bytes: Buffer, others: readonly Buffer[], chance: Chance): Buffer {
  let mutated = Buffer.from(bytes);
  for (let i = chance.below(MUTATIONS_MAX); i >= 0; i -= 1) mutated = once(mutated, others, chance);
  return mutated;
}

function once(bytes: Buffer<ArrayBuffer>, others: readonly Buffer[], chance: Chance): Buffer<ArrayBuffer> {
  const at = chance.below(bytes.length + 1);
  const length = chance.below(16);
  switch (chance.below(6)) {
    case 0:
      return replace(bytes, at, 1, Buffer.from([(bytes[at] ?? 0) ^ (1 << chance.below(8))]));
    case 1:
      return replace(bytes, at, 1, Buffer.from([chance.pick(TELLING)]));
    case 2:
      return replace(bytes, at, length, Buffer.alloc(0));
    case 3:
      return replace(bytes, at, 0, bytes.subarray(at, at + length));
    case 4:
      return replace(bytes, at, 0, Buffer.from(Array.from({ length }, () => chance.below(256))));
    default: {
      const other = chance.pick(others);
      const from = chance.below(other.length + 1);
      return replace(bytes, at, length, other.subarray(from, from + chance.below(64)));
    }
  }
}

function replace(bytes: Buffer, at: number, length: number, by: Buffer): Buffer<ArrayBuffer> {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}
