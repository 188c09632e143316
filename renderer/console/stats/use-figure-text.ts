/** Formats numbers in the window's language: 12 ms, 4.2 MB, 1,204. */
import { numberFormat } from '../../../locales/formats.ts';
import { useMemo } from 'react';
import { fileSize } from '../../../locales/file-size.ts';
import { useWords } from '../../ui/language/use-translation.ts';

export interface FigureWords {
  readonly milliseconds: (ms: number) => string;
  readonly bytes: (bytes: number) => string;
  readonly count: (count: number) => string;
  /** Per second, with one decimal below 10. */
  readonly rate: (rate: number) => string;
}

/** Below this, one decimal is shown. */
const EXACT_BELOW = 10;

export function useFigureWords(): FigureWords {
  const { language } = useWords();
  return useMemo(() => {
    const unit = { style: 'unit', unit: 'millisecond' } as const;
    const exact = numberFormat(language, { ...unit, maximumFractionDigits: 1 });
    const whole = numberFormat(language, { ...unit, maximumFractionDigits: 0 });
    const number = numberFormat(language, { maximumFractionDigits: 0 });
    const tenths = numberFormat(language, { maximumFractionDigits: 1 });
    return {
      milliseconds: (ms) => (ms < EXACT_BELOW ? exact : whole).format(ms),
      bytes: (bytes) => fileSize(bytes, language),
      count: (count) => number.format(count),
      rate: (rate) => (rate < EXACT_BELOW ? tenths : number).format(rate),
    };
  }, [language]);
}
