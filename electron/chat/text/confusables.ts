/**
 * What two names share that look alike to a reader, whatever letters they are written in (UTS #39). It refuses to know
 * who has which name.
 */
import unhomoglyph from 'unhomoglyph';
import { foldName } from '../../../contract/text/fold-text.ts';

/**
 * The look of a name: its skeleton, once the case of its letters is out of the way. The same for `Mark` and for one with
 * a Cyrillic а, for `bob` and `Bob`, for `l`, `I` and `1`. Takes the canonical form of a name; not to be shown.
 * (UTS #39 §4)
 */
export function skeletonOf(name: string): string {
  return skeleton(name.normalize('NFKC').replace(WORD, inOneCase))
    .toLowerCase()
    .replace(LATIN, skeleton)
    .replace(ALIKE_LETTERS, (letter) => ALIKE.get(letter) ?? letter)
    .replace(SECOND_DOT, '')
    .replace(EIGHT, 'b')
    .replace(FIVE, 's');
}

/** The same but for blanks, signs and pictures, which the name of another is easily decorated with. */
export function bareSkeletonOf(name: string): string {
  return skeletonOf(name).replace(DECORATION, '');
}

/**
 * Capitals look like other letters than small ones do: a Greek ν is a v, Ν an N. So a word of another alphabet is taken
 * in capitals, which is where they look like Latin; beside Latin letters it is a disguise, and taken as it is written.
 */
function inOneCase(word: string): string {
  return HAS_LATIN.test(word) ? word.replace(LATIN, foldName) : word.toUpperCase();
}

/** The mapping of confusables.txt between two decompositions, without what cannot be seen. (UTS #39 §4) */
function skeleton(text: string): string {
  return unhomoglyph(text.normalize('NFD').replace(UNSEEN, '')).normalize('NFD');
}

/**
 * What follows for names, in which case does not count: I looks like l, so i does. Latin small capitals, which Cyrillic
 * small letters look like, count as their letters. The last two came to confusables.txt in Unicode 17.
 */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['i', 'l'],
  ['ᴀ', 'a'],
  ['ʙ', 'b'],
  ['ᴅ', 'd'],
  ['ᴇ', 'e'],
  ['ꜰ', 'f'],
  ['ɢ', 'g'],
  ['ʜ', 'h'],
  ['ᴊ', 'j'],
  ['ĸ', 'k'],
  ['ʟ', 'l'],
  ['ʍ', 'rn'],
  ['ɴ', 'n'],
  ['ᴘ', 'p'],
  ['ʀ', 'r'],
  ['ᴛ', 't'],
  ['þ', 'p'],
  ['ш', 'w'],
]);
const ALIKE_LETTERS = new RegExp(`[${[...ALIKE.keys()].join('')}]`, 'gu');
/** Among letters, where they are no numbers. */
const EIGHT = /8(?=\p{L})|(?<=\p{L})8/gu;
const FIVE = /5(?=\p{L})|(?<=\p{L})5/gu;
const DECORATION = /[^\p{L}\p{M}\p{N}]+/gu;
const LATIN = /\p{Script=Latin}+/gu;
const HAS_LATIN = /\p{Script=Latin}/u;
/** Of a Turkish İ, once it is small. */
const SECOND_DOT = /(?<=[lj])\u0307/gu;
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
