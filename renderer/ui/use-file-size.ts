/** The hook for sizes of files, in the words' language: 4.2 MB. */
import { numberFormat } from '../../words/formats.ts';
import { useMemo } from 'react';
import { useWords } from './use-words.ts';

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
/** As the host counts them. */
const STEP = 1_024;
/** Below it, one digit after the point says something. */
const EXACT_BELOW = 10;

export type FileSize = (bytes: number) => string;

export function useFileSize(): FileSize {
  const { language } = useWords();
  return useMemo(() => (bytes) => fileSize(bytes, language), [language]);
}

/** Rounded down, so that no limit is told larger than it is. */
export function fileSize(bytes: number, language: string): string {
  let unit = 0;
  let count = Math.max(0, bytes);
  for (; count >= STEP && unit < UNITS.length - 1; unit += 1) count /= STEP;
  const digits = unit > 0 && count < EXACT_BELOW ? 1 : 0;
  const shown = Math.floor(count * 10 ** digits) / 10 ** digits;
  return numberFormat(language, {
    style: 'unit',
    unit: UNITS[unit] ?? 'byte',
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: digits,
  }).format(shown);
}
