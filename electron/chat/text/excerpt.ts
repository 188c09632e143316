/** The beginning of a text on one line, for a quote of it. It refuses to know who said it and where it is shown. */
import { clampMarks } from '../../../contract/text/writing.ts';

const EXCERPT_GRAPHEMES_MAX = 140;
/** A grapheme may carry any number of marks, and a quote goes out with every answer. */
const EXCERPT_UTF16_UNITS_MAX = 1_000;
const ELLIPSIS = '…';

/**
 * A text on one line, cut after {@link EXCERPT_GRAPHEMES_MAX} graphemes and never inside one; `…` says that it was.
 * (UAX #29)
 */
export function excerptOf(text: string): string {
  const line = clampMarks(text).replace(/\s+/g, ' ').trim();
  let taken = 0;
  for (const { index, segment } of GRAPHEMES.segment(line)) {
    if (taken === EXCERPT_GRAPHEMES_MAX || index + segment.length > EXCERPT_UTF16_UNITS_MAX) {
      return line.slice(0, index).trimEnd() + ELLIPSIS;
    }
    taken += 1;
  }
  return line;
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
