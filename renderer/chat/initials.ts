/** What stands for a name in a small circle. It refuses to know colours. */

/** A letter with its accents, or a whole emoji or flag. (`Intl.Segmenter` is too new for the oldest browsers.) */
const FIRST_LETTER =
  /(?:\p{Regional_Indicator}{2}|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|\u200d\p{Extended_Pictographic})*|[\p{L}\p{N}]\p{M}*)/u;
const HAN_ONLY = /^\p{Script=Han}{2,4}$/u;

/** One letter, or two for a name of several words. */
export function initials(name: string): string {
  // A Chinese name begins with the family's name; what tells people apart comes last.
  if (HAN_ONLY.test(name)) return Array.from(name).slice(-1).join('');
  const letters = name.split(' ').flatMap((word) => FIRST_LETTER.exec(word)?.[0] ?? []);
  const [first, second] = letters;
  if (first === undefined) return Array.from(name).slice(0, 1).join('');
  const short = second !== undefined && isAlphabetic(first) && isAlphabetic(second) ? first + second : first;
  return short.toUpperCase();
}

function isAlphabetic(letter: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(letter);
}
