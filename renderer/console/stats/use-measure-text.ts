/** Formats the values of the plots in the window's language. */
import { useMemo } from 'react';
import { useWords } from '../../ui/language/use-translation.ts';
import type { Measure } from './measures.ts';
import { useFigureWords } from './use-figure-text.ts';

export type MeasureWords = Readonly<Record<Measure, (value: number) => string>>;

export function useMeasureWords(): MeasureWords {
  const { t } = useWords();
  const words = useFigureWords();
  return useMemo(
    () => ({
      people: words.count,
      messages: (rate) => t('console:stats.each-second', { amount: words.rate(rate) }),
      bytes: (rate) => t('console:stats.each-second', { amount: words.bytes(rate) }),
      trip: words.milliseconds,
      delay: words.milliseconds,
    }),
    [t, words],
  );
}
