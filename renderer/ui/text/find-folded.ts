/**
 * Finds the matches of a search in a text as shown. The host compares folded texts (`foldText`); this maps
 * matches back to the original.
 */
import { foldBlanks, foldLetters } from '../../../contract/text/fold-text.ts';

/** In UTF-16 units, as `slice` takes them. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns matches in order, without overlaps.
 *
 * @param fold `foldName` for names, in which accents count
 */
export function findFolded(text: string, query: string, fold = foldLetters): readonly TextRange[] {
  const needle = foldBlanks(fold(query));
  if (needle === '') return [];
  const { folded, places } = foldWithPlaces(text, fold);
  const ranges: TextRange[] = [];
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    const start = places[at]?.start ?? 0;
    ranges.push({ start, end: places[at + needle.length - 1]?.end ?? start });
  }
  return ranges;
}

/** The folded text with runs of blanks collapsed, and for each unit of it the range of the text it came from. */
function foldWithPlaces(text: string, fold: (text: string) => string) {
  let folded = '';
  const places: TextRange[] = [];
  for (const { 0: cluster, index: start } of text.matchAll(CLUSTER)) {
    const end = start + cluster.length;
    for (const unit of fold(cluster).split('')) {
      const letter = BLANK.test(unit) ? ' ' : unit;
      const last = places.pop();
      if (last !== undefined) places.push(letter === ' ' && folded.endsWith(' ') ? { ...last, end } : last);
      if (letter === ' ' && folded.endsWith(' ')) continue;
      folded += letter;
      places.push({ start, end });
    }
  }
  return { folded, places };
}

const BLANK = /\s/;

const [LEADING, VOWEL, TRAILING] = [
  '\\u1100-\\u115f\\uffa1-\\uffbe',
  '\\u1160-\\u11a7\\uffc2-\\uffdc',
  '\\u11a8-\\u11ff\\uffa1-\\uffbe',
];
/** Marks attached to a letter: combining marks, the Arabic tatweel, half-width Japanese voicing marks. */
const MARKS = '[\\p{M}\\p{Default_Ignorable_Code_Point}\\u0640\\uff9e\\uff9f]*';
/** What folds as a unit: blanks, the parts of a Korean syllable, or a letter with its marks. */
const CLUSTER = new RegExp(
  `\\s+|(?:[${LEADING}]${MARKS})+(?:[${VOWEL}]${MARKS})*(?:[${TRAILING}]${MARKS})*|[^\\s]${MARKS}`,
  'gu',
);
