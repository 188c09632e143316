/** Computes the initials for an avatar. */

/** What a reader counts as one letter: a letter with accents, an emoji, a flag. (`Intl.Segmenter` is too new.) */
const LETTERS =
  /\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|[\p{L}\p{N}][\p{M}\u200d]*/gu;
const ADDRESS = /^(?:\d+\.){3}(\d+)(?::\d+)?$/;
/** Names written without spaces, family name first. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u;
/** A letter of an alphabet. Of wide scripts one character is enough, and two would not fit. */
const ALPHABET = /^(?![\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}/u;
/** Letters that do not join. Arabic letters do, so two of them would form a word. */
const SEPARATE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}]/u;

/**
 * In alphabets two letters: of the first two words, or of a single word. In wide scripts one character: the last
 * one where the family name comes first. For an address, its last number.
 */
export function initials(name: string): string {
  const host = ADDRESS.exec(name)?.[1];
  if (host !== undefined) return host;
  if (FAMILY_FIRST.test(name)) return Array.from(name).slice(-1).join('');
  const words: readonly (readonly string[])[] = name.split(' ').map((word) => word.match(LETTERS) ?? []);
  const [[first, next] = [], [second] = []] = words.filter((letters) => letters.length > 0);
  if (first === undefined) return Array.from(name).slice(0, 1).join('');
  if (!ALPHABET.test(first)) return first;
  if (second !== undefined && SEPARATE.test(first) && SEPARATE.test(second))
    return `${first}${second}`.toUpperCase();
  return `${first.toUpperCase()}${next !== undefined && ALPHABET.test(next) ? next : ''}`;
}
