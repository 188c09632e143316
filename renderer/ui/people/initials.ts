/** What stands for a name in a small square. It refuses to know colours. */

/** What a reader would count as one: a letter with its accents, an emoji, a flag. (`Intl.Segmenter` is too new.) */
const LETTERS =
  /\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|[\p{L}\p{N}][\p{M}\u200d]*/gu;
const ADDRESS = /^(?:\d+\.){3}(\d+)(?::\d+)?$/;
/** Written without spaces, the family's name first. */
const FAMILY_FIRST = /^[\p{Script=Han}\p{Script=Hangul}]{2,4}$/u;
/** A letter of an alphabet: of wide scripts one says enough, and two would not fit. */
const ALPHABET = /^(?![\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}])\p{L}/u;
/** Letters that stand alone; those of Arabic join, so two of different words would make a third word. */
const SEPARATE = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hebrew}]/u;

/**
 * Two letters of an alphabet: the first of the first two words, or the first two of one word. One character of a
 * script whose characters are wide, the last where the family's name comes first. Of an address its last number.
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
