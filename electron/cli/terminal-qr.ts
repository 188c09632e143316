/** Draws a QR code with half blocks that cameras can read on light and dark terminals. Pure. */
import { encode } from 'uqr';

/** ISO/IEC 18004 §6.3.8 */
const QUIET_MODULES = 4;
/** Black on white from the fixed part of the 256 colors: the first 16 belong to the theme. */
const BLACK_ON_WHITE = '\u001b[38;5;16;48;5;231m';
const AS_BEFORE = '\u001b[0m';
/** Background values in `COLORFGBG`: white, and the bright white of some terminals. */
const LIGHT_BACKGROUNDS: readonly (string | undefined)[] = ['7', '15'];

export type TerminalEnvironment = Readonly<Record<string, string | undefined>>;

/**
 * Without colors (`NO_COLOR`, no-color.org, or a dumb terminal) the code is drawn for the background in `COLORFGBG`, or
 * for a dark one.
 */
export function terminalQr(text: string, environment: TerminalEnvironment): string {
  const { data } = encode(text, { border: QUIET_MODULES });
  const pairs = data.flatMap((upper, y) => (y % 2 === 0 ? [{ upper, lower: data[y + 1] ?? [] }] : []));
  const hasColours = !hasText(environment['NO_COLOR']) && environment['TERM'] !== 'dumb';
  // With colors the ink is black; on a dark terminal without them it is light.
  const inked = hasColours || isLight(environment['COLORFGBG']);
  const lines = pairs.map(({ upper, lower }) =>
    upper.map((isDark, x) => block(isDark === inked, (lower[x] ?? false) === inked)).join(''),
  );
  return lines.map((line) => (hasColours ? `${BLACK_ON_WHITE}${line}${AS_BEFORE}` : line)).join('\n');
}

function block(upper: boolean, lower: boolean): string {
  if (upper) return lower ? '█' : '▀';
  return lower ? '▄' : ' ';
}

function hasText(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}

/** `FOREGROUND;BACKGROUND`, as set by rxvt, Konsole and others. */
function isLight(colours: string | undefined): boolean {
  return LIGHT_BACKGROUNDS.includes(colours?.split(';').at(-1));
}
