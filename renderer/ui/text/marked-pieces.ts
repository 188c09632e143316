/** Splits a text at mentions and search matches. */
import { foldName } from '../../../contract/text/fold-text.ts';
import { findFolded, type TextRange } from './find-folded.ts';

/** A person the message mentions with an @. */
export interface Mention {
  readonly name: string;
  readonly you: boolean;
}

/** What to highlight in a text. */
export interface Marks {
  readonly mentions?: readonly Mention[] | undefined;
  /** The search text. */
  readonly highlight?: string | undefined;
}

export interface Piece {
  readonly text: string;
  readonly mention?: 'you' | 'other';
  readonly found: boolean;
}

/** All pieces together are the text. */
export function cutPieces(text: string, { mentions = [], highlight = '' }: Marks): readonly Piece[] {
  const named = findMentions(text, mentions);
  const found = findFolded(text, highlight);
  const cuts = [...named, ...found].flatMap(({ start, end }) => [start, end]);
  const edges = [...new Set([0, ...cuts, text.length])].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, index) => {
    const mention = named.find((range) => covers(range, start))?.mention;
    return {
      text: text.slice(start, edges[index + 1]),
      ...(mention && { mention: mention.you ? 'you' : 'other' }),
      found: found.some((range) => covers(range, start)),
    };
  });
}

interface Named extends TextRange {
  readonly mention: Mention;
}

/** Longer names win: of Ann and Ann Lee, `@Ann Lee` mentions the second. */
function findMentions(text: string, mentions: readonly Mention[]): readonly Named[] {
  const named: Named[] = [];
  const longest = [...mentions].sort((one, other) => other.name.length - one.name.length);
  for (const mention of longest) {
    for (const range of findFolded(text, `@${mention.name}`, foldName)) {
      const isUnused = !named.some(({ start, end }) => range.start < end && start < range.end);
      if (isUnused && standsAlone(text, range)) named.push({ ...range, mention });
    }
  }
  return named;
}

/** Whether the match is not inside an e-mail address or a longer name. */
function standsAlone(text: string, { start, end }: TextRange): boolean {
  const before = /[\p{L}\p{N}_.+-]$/u.exec(text.slice(Math.max(0, start - 2), start))?.[0];
  if (before !== undefined && !UNSPACED.test(before)) return false;
  const next = /^[\p{L}\p{N}\p{M}_]/u.exec(text.slice(end, end + 2))?.[0];
  return next === undefined || UNSPACED.test(next) || UNSPACED.test(text.slice(end - 1, end));
}

/** Scripts written without spaces between words, or with endings attached to names. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

function covers({ start, end }: TextRange, place: number): boolean {
  return start <= place && place < end;
}
