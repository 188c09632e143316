/** Sizes of files as a language has them, wherever they are told: 4.2 MB. */
import { numberFormat } from './formats.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
/** As the host counts them. */
const STEP = 1_024;
/** Below it, one digit after the point says something. */
const EXACT_BELOW = 10;

/**
 * @param language BCP 47
 * @param round to the nearest; down for a limit, so that none is told larger than it is
 */
export function fileSize(
  bytes: number,
  language: string,
  round: (count: number) => number = Math.round,
): string {
  let unit = 0;
  let count = Math.max(0, bytes);
  // What would be told as 1,024 of a unit is 1 of the next.
  for (; round(count) >= STEP && unit < UNITS.length - 1; unit += 1) count /= STEP;
  const tenths = round(count * 10) / 10;
  const shown = unit > 0 && tenths < EXACT_BELOW ? tenths : round(count);
  return numberFormat(language, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(shown);
}
