/** A stretch of time in the words of a language, in the largest unit that is not too coarse: "3 minutes". */
import { numberFormat } from './formats.ts';

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** To the nearest one; the last minute is told in seconds. */
export function durationIn(seconds: number, language: string): string {
  const [unit, each] = UNITS.find(([, length]) => seconds >= length) ?? (['second', 1] as const);
  const words = numberFormat(language, { style: 'unit', unit, unitDisplay: 'long' });
  return words.format(Math.round(seconds / each));
}
