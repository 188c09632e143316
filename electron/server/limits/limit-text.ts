/** The texts about limits: errors, and the list of limits. */
import type { Translate } from '../../../locales/translate.ts';
import { RANGES, type LimitRefusal } from './limits.ts';

/** One sentence with the values that are allowed. */
export function limitSentence(refusal: LimitRefusal, t: Translate): string {
  switch (refusal.code) {
    case 'unknown':
      return t('host:limit.unknown', { name: refusal.name, names: Object.keys(RANGES).join(', ') });
    case 'out-of-range': {
      const { least, most, unit } = RANGES[refusal.name];
      return t('host:limit.out-of-range', { name: refusal.name, least, most, unit: t(`host:limit.${unit}`) });
    }
    case 'no-limits':
      return t('host:limit.no-limits');
    default:
      return refusal satisfies never;
  }
}

/** All limits, one on each line. */
export function limitLines(t: Translate): string {
  const width = Math.max(...Object.keys(RANGES).map(({ length }) => length));
  const lines = Object.entries(RANGES).map(([name, { usual, least, most, unit }]) => {
    const range = t('host:limit.range', { usual, least, most, unit: t(`host:limit.${unit}`) });
    return `  ${name.padEnd(width)}  ${range}`;
  });
  return lines.join('\n');
}
