/**
 * Where in a text something stands that was searched for, however both are written: the host compares folded texts
 * (`foldText`), and this finds the places in the text as it is shown.
 */
import { foldText } from '../../contract/writing.ts';

/** In UTF-16 units, as `slice` takes them. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Without overlaps, in order. */
export function findFolded(text: string, sought: string): readonly Range[] {
  const needle = evenSigma(foldText(sought));
  if (needle === '') return [];
  let folded = '';
  const places: Range[] = [];
  for (const { 0: cluster, index: start } of text.matchAll(CLUSTER)) {
    const piece = cluster.trim() === '' ? ' ' : evenSigma(foldText(cluster));
    folded += piece;
    for (let unit = 0; unit < piece.length; unit += 1) places.push({ start, end: start + cluster.length });
  }
  const ranges: Range[] = [];
  for (let at = folded.indexOf(needle); at !== -1; at = folded.indexOf(needle, at + needle.length)) {
    const start = places[at]?.start ?? 0;
    ranges.push({ start, end: places[at + needle.length - 1]?.end ?? start });
  }
  return ranges;
}

/** What folds as one: blanks, the parts of a Korean syllable, and a letter with what is set on it. */
const CLUSTER =
  /\s+|[\u1100-\u115f\uffa1-\uffbe]+[\u1160-\u11a7\uffc2-\uffdc]*[\u11a8-\u11ff\uffa1-\uffbe]*[\p{M}]*|[^\s][\p{M}\uff9e\uff9f]*/gu;

/** The small letter depends on where in a word it stands, which a part of the text cannot know. */
function evenSigma(folded: string): string {
  return folded.replaceAll('ς', 'σ');
}
