/**
 * What of a text is not code: fenced blocks and spans between backticks are left out. It refuses to know any other
 * Markdown. It takes time in proportion to the text.
 */

/** Stands where code was, so that what is before and after it does not become one word. No text contains it. */
const GAP = '\u0000';

/** The text without its code. (CommonMark §4.5, §6.1; backslashes and tildes make no difference here) */
export function proseOf(text: string): string {
  return text.includes('`') ? withoutBlocks(text).split(BLANK_LINES).map(withoutSpans).join('\n\n') : text;
}

/** A block that is not closed goes on to the end. */
function withoutBlocks(text: string): string {
  const lines: string[] = [];
  let fence = '';
  for (const line of text.split('\n')) {
    const [, opening, closing] = FENCE.exec(line) ?? [];
    if (fence !== '') {
      if (closing !== undefined && closing.length >= fence.length) fence = '';
      continue;
    }
    fence = opening ?? closing ?? '';
    lines.push(fence === '' ? line : GAP);
  }
  return lines.join('\n');
}

/** A span ends with as many backticks as it began with; where there is no such end, they are text. */
function withoutSpans(paragraph: string): string {
  const runs = [...paragraph.matchAll(BACKTICKS)];
  const ends = nextAlike(runs.map(([backticks]) => backticks.length));
  const pieces: string[] = [];
  let from = 0;
  for (const [place, run] of runs.entries()) {
    const end = runs[ends[place] ?? runs.length];
    if (run.index < from || end === undefined) continue;
    pieces.push(paragraph.slice(from, run.index), GAP);
    from = end.index + end[0].length;
  }
  return pieces.join('') + paragraph.slice(from);
}

/** For each number the place of the next one that equals it. */
function nextAlike(numbers: readonly number[]): readonly (number | undefined)[] {
  const next = new Map<number, number>();
  const alike: (number | undefined)[] = [];
  for (const [place, number] of [...numbers.entries()].reverse()) {
    alike[place] = next.get(number);
    next.set(number, place);
  }
  return alike;
}

/** Three backticks or more at the start of a line: with a language behind them they open, alone they close too. */
const FENCE = /^ {0,3}(?:(`{3,})[ \t]*[^`\s][^`]*|(`{3,})[ \t]*)$/;
const BACKTICKS = /`+/g;
const BLANK_LINES = /\n[ \t]*\n/;
