/** File names: how others see them, and how they can be saved on any system. */
import { FILE_NAME_BYTES_MAX } from '../../contract/model/attachment.ts';
import { withoutUnseen } from '../../contract/text/unseen.ts';

/**
 * Returns the last part of a path in NFC, without invisible characters other than those that belong to a word
 * (`withoutUnseen`), without dots and spaces at its ends, and shortened so that its extension stays. Empty if nothing
 * is left.
 */
export function parseFileName(raw: string): string {
  const last = raw
    .toWellFormed()
    .split(/[/\\]+/)
    .findLast((part) => part !== '');
  const name = withoutUnseen((last ?? '').normalize('NFC').replace(BLANK, ' '))
    .replace(/ {2,}/g, ' ')
    // Removing a character may have brought two together that compose into one.
    .normalize('NFC');
  return cut(trimEdges(name));
}

/**
 * Returns a name under which a file can be saved on Windows too, where some names are devices, whatever their
 * extension, and some characters are not allowed.
 *
 * @param neutral the name of a file without one
 */
export function nameToSave(name: string, neutral: string): string {
  const allowed = name.replace(FORBIDDEN, '_');
  if (allowed === '') return neutral;
  return DEVICE.test(allowed) ? cut(`_${allowed}`) : allowed;
}

function trimEdges(name: string): string {
  return name.replace(/^[. ]+/, '').replace(/(?<![. ])[. ]+$/, '');
}

/** Shortens the name at a grapheme boundary. */
function cut(name: string): string {
  if (Buffer.byteLength(name) <= FILE_NAME_BYTES_MAX) return name;
  const ending = ENDING.exec(name)?.[0] ?? '';
  let left = FILE_NAME_BYTES_MAX - Buffer.byteLength(ending);
  let stem = '';
  for (const { segment } of GRAPHEMES.segment(name.slice(0, name.length - ending.length))) {
    left -= Buffer.byteLength(segment);
    if (left < 0) break;
    stem += segment;
  }
  return trimEdges(trimEdges(stem) + ending);
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Braille blank and the Hangul fillers are letters by category, but look blank. */
const BLANK = /[\s\u2800\u115f\u1160\u3164\uffa0]+/gu;
const ENDING = /(?<=[^.])\.[^. ]{1,16}$/u;
/** Windows reads these as a stream, a wildcard or a redirection. */
const FORBIDDEN = /[<>:"|?*]/g;
/** Includes superscript digits, and spaces before the dot (CVE-2023-45284). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[\d¹²³])(?= *(?:\.|$))/i;
