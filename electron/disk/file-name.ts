/**
 * What a file is called: as the others see it, and as it may be saved on any system. It refuses to know what is in the
 * file and where it is.
 */
import { FILE_NAME_BYTES_MAX } from '../../contract/model/attachment.ts';
import { withoutUnseen } from '../../contract/text/unseen.ts';

/**
 * The last part of a path, in NFC, without what cannot be seen but for what spells (`withoutUnseen`), without dots and blanks
 * at its ends, and cut so that its ending stays. Empty if nothing else is left.
 */
export function parseFileName(raw: string): string {
  const last = raw
    .toWellFormed()
    .split(/[/\\]+/)
    .findLast((part) => part !== '');
  const name = withoutUnseen((last ?? '').normalize('NFC').replace(BLANK, ' '))
    .replace(/ {2,}/g, ' ')
    // What stood apart may be one letter now.
    .normalize('NFC');
  return cut(withoutEdges(name));
}

/**
 * The name under which a file may be saved on Windows too, where some names are devices, whatever stands behind their
 * dot, and some characters are not letters.
 *
 * @param neutral what a file without a name is called
 */
export function nameToSave(name: string, neutral: string): string {
  const plain = name.replace(NO_LETTERS, '_');
  if (plain === '') return neutral;
  return DEVICE.test(plain) ? cut(`_${plain}`) : plain;
}

function withoutEdges(name: string): string {
  return name.replace(/^[. ]+/, '').replace(/(?<![. ])[. ]+$/, '');
}

/** At a place between two letters as a reader counts them. */
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
  return withoutEdges(withoutEdges(stem) + ending);
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Blank Braille and the Hangul fillers are letters by their categories and blanks to the eye. */
const BLANK = /[\s\u2800\u115f\u1160\u3164\uffa0]+/gu;
const ENDING = /(?<=[^.])\.[^. ]{1,16}$/u;
/** What Windows takes for something else: a stream, a wildcard, a redirection. */
const NO_LETTERS = /[<>:"|?*]/g;
/** Superscript digits too, and blanks before the dot (CVE-2023-45284). */
const DEVICE = /^(?:con|prn|aux|nul|conin\$|conout\$|clock\$|(?:com|lpt)[\d¹²³])(?= *(?:\.|$))/i;
