/**
 * What people may write: names and texts. Each parser returns the canonical value, and only that is stored,
 * compared and shown; the raw one is forgotten. It refuses to know who else has a name.
 */

import { fail, ok, type Result } from '../result.ts';
import { foldName, foldText } from './fold-text.ts';
import { withoutUnseen } from './unseen.ts';

/** Graphemes: what a reader would count as letters. */
const NAME_GRAPHEMES_MAX = 32;
const NAME_BYTES_MAX = 128;
export const TEXT_CODE_POINTS_MAX = 4_000;
export const REASON_CODE_POINTS_MAX = 200;
const TEXT_LINES_MAX = 500;

const QUERY_CODE_POINTS_MAX = 200;
const EMOJI_LENGTH_MAX = 32;

/** On one letter: no language has as many, and a pile of them lies over other lines. */
const MARKS_MAX = 8;

export const NAME_REFUSALS = ['name-empty', 'name-too-long', 'name-not-text'] as const;
export type NameRefusal = (typeof NAME_REFUSALS)[number];

export const TEXT_REFUSALS = ['text-empty', 'text-too-long', 'text-too-many-lines', 'text-not-text'] as const;
export type TextRefusal = (typeof TEXT_REFUSALS)[number];

/** A name, and the key that it shares with those that count as the same. */
export interface ParsedName {
  readonly name: string;
  readonly key: string;
}

/**
 * The canonical form of a name: NFKC, no control characters, no invisible ones but those that spell (`withoutUnseen`),
 * single spaces. `key` is what two names share that count as the same (`foldName`): letters of two scripts that look
 * alike are not told apart yet. (UAX #15, UAX #21)
 */
export function parseName(raw: unknown): Result<ParsedName, NameRefusal> {
  if (typeof raw !== 'string' || LONE_SURROGATE.test(raw)) return fail('name-not-text');
  // Normalising costs time in proportion to the input, and one character can become eighteen.
  if (raw.length > NAME_BYTES_MAX * 2) return fail('name-too-long');
  // What stood apart may be one letter now.
  const visible = withoutUnseen(raw.normalize('NFKC')).normalize('NFKC');
  const name = clampMarks(visible).replace(BLANK, ' ').trim();
  if (!VISIBLE.test(name)) return fail('name-empty');
  if (utf8Length(name) > NAME_BYTES_MAX || hasMoreGraphemes(name, NAME_GRAPHEMES_MAX)) {
    return fail('name-too-long');
  }
  return ok({ name, key: foldName(name) });
}

/** The canonical form of a chat text: line feeds only, no control characters, no blank edges. */
export function parseText(raw: unknown): Result<string, TextRefusal> {
  if (typeof raw !== 'string' || LONE_SURROGATE.test(raw)) return fail('text-not-text');
  const text = clampMarks(raw.replace(/\r\n?|[\u2028\u2029]/g, '\n').replace(CONTROL, ''))
    .replace(/^\n+/, '')
    .trimEnd();
  if (!SEEN.test(text)) return fail('text-empty');
  if (codePoints(text) > TEXT_CODE_POINTS_MAX) return fail('text-too-long');
  if (text.split('\n', TEXT_LINES_MAX + 1).length > TEXT_LINES_MAX) return fail('text-too-many-lines');
  return ok(text);
}

/** Without the marks that a letter has past {@link MARKS_MAX}. What came over plain text is shown like this too. */
export function clampMarks(text: string): string {
  return text.replace(PILE, '$1');
}

/** What to search for, without blank edges. */
export function parseQuery(raw: unknown): Result<string, TextRefusal | 'query-empty'> {
  const parsed = parseText(raw);
  if (!parsed.ok) return parsed.error === 'text-empty' ? fail('query-empty') : parsed;
  const text = foldText(parsed.value);
  if (text === '') return fail('query-empty');
  return codePoints(text) > QUERY_CODE_POINTS_MAX ? fail('text-too-long') : ok(text);
}

/** Why somebody is muted or asked to leave: one line, which may be empty; `undefined` if it cannot be one. */
export function parseReason(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw.length > 4 * REASON_CODE_POINTS_MAX || LONE_SURROGATE.test(raw))
    return undefined;
  const reason = withoutUnseen(raw, ' ').replace(BLANK, ' ').trim();
  return codePoints(reason) > REASON_CODE_POINTS_MAX ? undefined : reason;
}

/**
 * One emoji and nothing else, in the form in which it is drawn in colour; `undefined` for anything that is none. Some
 * keyboards write U+FE0F where others do not, and both mean the same. (UTS #51 §1.4.9, §4)
 */
export function parseEmoji(raw: unknown): string | undefined {
  if (typeof raw !== 'string' || raw.length > EMOJI_LENGTH_MAX || !EMOJI.test(raw)) return undefined;
  return raw
    .replaceAll('\ufe0f', '')
    .replace(TEXT_BY_DEFAULT, '$&\ufe0f')
    .replace(/^[0-9#*]/, '$&\ufe0f');
}

const TEXT_BY_DEFAULT = /(?!\p{Emoji_Presentation})\p{Extended_Pictographic}(?!\p{Emoji_Modifier})/gu;
const EMOJI =
  /^(?:[\u{1f1e6}-\u{1f1ff}]{2}|[0-9#*]\ufe0f?\u20e3|\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?[\u{e0020}-\u{e007f}]*(?:\u200d\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier})?)*)$/u;
/** What joins letters may stand between the marks, and ends no pile. */
const PILE = new RegExp(`((?:\\p{M}\\p{Cf}*){${MARKS_MAX}})(?:\\p{M}\\p{Cf}*)+`, 'gu');
const LONE_SURROGATE = /\p{Cs}/u;
/** C0 but tab and line feed, DEL and C1. */
// eslint-disable-next-line no-control-regex -- control characters are what this is about
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
/** Blank Braille is a symbol by its category and a blank to the eye. */
const BLANK = /[\s\u2800]+/gu;
const VISIBLE = /[\p{L}\p{N}\p{S}\p{P}]/u;
/** Made once, since making one costs more than using it. */
// The page does not use it, and some browsers lack it: the bundler leaves it out.
const GRAPHEMES = /* @__PURE__ */ new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const SEEN = /[^\s\u2800\p{Default_Ignorable_Code_Point}]/u;

/** Counted only where it has to be, since that costs more than all else: each is one UTF-16 unit at least. */
function hasMoreGraphemes(text: string, most: number): boolean {
  return text.length > most && [...GRAPHEMES.segment(text)].length > most;
}

function codePoints(text: string): number {
  return Array.from(text).length;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
