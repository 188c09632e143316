/**
 * Whether a name mixes alphabets within a word, as one does that is made to look like another. It refuses to know who
 * has which name, and what becomes of it.
 */

/**
 * Whether a word in a name has letters of Latin, Greek or Cyrillic beside those of another alphabet. Chinese, Japanese
 * and Korean may stand beside any: nobody takes them for Latin. Two words may each have an alphabet of their own.
 * (UTS #39 §5.1, with three alphabets for all, and its augmented sets as one)
 */
export function isMixedScript(name: string): boolean {
  // As most names are, wherever it is asked.
  if (!BEYOND_ASCII.test(name)) return false;
  const words = name.normalize('NFKC').match(WORD) ?? [];
  return words.some((word) => ALPHABETS.some(({ own, foreign }) => own.test(word) && foreign.test(word)));
}

const BEYOND_ASCII = /[^ -~]/;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Letters that are in words of every alphabet, or are not mistaken for any of {@link ALPHABETS}. */
const BESIDE_ANY = ['Common', 'Inherited', 'Han', 'Hiragana', 'Katakana', 'Bopomofo', 'Hangul'];
const ALPHABETS = ['Latin', 'Greek', 'Cyrillic'].map((alphabet) => {
  const harmless = [alphabet, ...BESIDE_ANY].map((script) => `\\p{Script_Extensions=${script}}`).join('');
  return {
    own: new RegExp(`\\p{Script=${alphabet}}`, 'u'),
    foreign: new RegExp(`(?![${harmless}])\\p{L}`, 'u'),
  };
});
