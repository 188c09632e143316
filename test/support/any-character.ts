/**
 * Any character but halves of surrogate pairs: what fast-check calls `binary`, without the second that it takes to list
 * them all when it is first asked for them.
 */
import fc from 'fast-check';

const SURROGATES_FROM = 0xd800;
const SURROGATES = 0x800;
const CODE_POINT_MAX = 0x10ffff;

export const anyCharacter: fc.Arbitrary<string> = fc
  .nat(CODE_POINT_MAX - SURROGATES)
  .map(characterAt, placeOf);

function characterAt(place: number): string {
  return String.fromCodePoint(place < SURROGATES_FROM ? place : place + SURROGATES);
}

/** The way back, by which fast-check tries `__proto__` and its like now and then, and shrinks them. */
function placeOf(character: unknown): number {
  const code = typeof character === 'string' ? character.codePointAt(0) : undefined;
  if (code === undefined || character !== String.fromCodePoint(code)) throw new Error('not one character');
  if (code < SURROGATES_FROM) return code;
  if (code < SURROGATES_FROM + SURROGATES) throw new Error('half of a pair');
  return code - SURROGATES;
}
