/**
 * The one fold of text: what two texts share that a reader takes for the same, however they are typed. Names, mentions,
 * search and file names are compared by it, on both sides of a comparison. It depends on no language setting.
 */

/** What replaces what, in this order; plain data, so that an exported page can carry it. */
export type FoldRules = readonly (readonly [RegExp, string])[];

/**
 * Applied to a text in NFKC and in one case. Joiners are spelling where they are shown, but not everybody types them;
 * vowel points and the Arabic stretch are left out more often than written; the rest are variants of one sign.
 */
export const NAME_RULES: FoldRules = [
  [/\p{Default_Ignorable_Code_Point}+/gu, ''],
  [/ς/g, 'σ'],
  [
    /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1\u08e3-\u08ff]+|\u0640+/g,
    '',
  ],
  // Of a Turkish İ, once it is small.
  [/i\u0307+/g, 'i'],
  [/\u06a9/g, 'ك'],
  [/[\u0649\u06cc]/g, 'ي'],
  [/[\u02b9\u02bb-\u02bd\u02c8\u055a\u05f3\u2018-\u201b\u2032\u2035\u2039\u203a\ua78c]/g, "'"],
  [/[\u00ab\u00bb\u02ba\u05f4\u201c-\u201f\u301d-\u301f]/g, '"'],
  [/[\u058a\u05be\u2010-\u2015\u2043\u2212\u2e3a\u2e3b]/g, '-'],
];

/** Applied after them, to letters and their marks apart (NFD). Marks of other scripts are letters, and stay. */
export const SEARCH_RULES: FoldRules = [
  [/([\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu, '$1'],
  [/([\u0627\u0648\u064a])[\u0653-\u0655]+/g, '$1'],
  [/\u0671/g, '\u0627'],
  [/ø/g, 'o'],
  [/ł/g, 'l'],
  [/đ/g, 'd'],
  [/ħ/g, 'h'],
  [/æ/g, 'ae'],
  [/œ/g, 'oe'],
];

/** A spacing acute accent stands for an apostrophe; NFKC makes a blank and a mark of it. */
export const ACUTE = /[\u00b4\u1ffd]/g;

/**
 * For search: width, case, accents, vowel points, joiners, typographic signs and blanks make no difference. `STRASSE`
 * finds `Straße`, `istanbul` finds `İSTANBUL`, `it's` finds `it’s`.
 */
export function foldText(text: string): string {
  return foldBlanks(foldLetters(text));
}

/** The same but for the blanks: two pieces that are cut between clusters fold as they do in one. */
export function foldLetters(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return replaceAll(foldName(text).normalize('NFD'), SEARCH_RULES, SEARCH_SIGN).normalize('NFC');
}

/** For names: as {@link foldLetters}, but accents count. Müller and Muller are two people. */
export function foldName(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase();
  return replaceAll(foldCase(text.replace(ACUTE, "'").normalize('NFKC')), NAME_RULES, NAME_SIGN).normalize(
    'NFKC',
  );
}

/** Blanks as one space, and none at the edges. */
export function foldBlanks(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Down, up and down again folds what one step leaves apart, such as ß and SS. (UAX #21) */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase();
}

/** @param sign what most texts have nothing of, and then no rule has anything to do */
function replaceAll(text: string, rules: FoldRules, sign: RegExp): string {
  if (!sign.test(text)) return text;
  return rules.reduce((folded, [pattern, replacement]) => folded.replace(pattern, replacement), text);
}

function signOf(rules: FoldRules): RegExp {
  return new RegExp(rules.map(([pattern]) => pattern.source).join('|'), 'u');
}

const NAME_SIGN = signOf(NAME_RULES);
const SEARCH_SIGN = signOf(SEARCH_RULES);
const BEYOND_ASCII = /[^ -~\n\t]/;
