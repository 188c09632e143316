/** Close codes as text (RFC 6455 §7.4.1, and our own codes). */
import type { Translate } from '../../../locales/translate.ts';

const KNOWN = [1000, 1001, 1002, 1003, 1005, 1006, 1007, 1008, 1009, 1011, 4001, 4003, 4008] as const;

export function closeWords(code: number, t: Translate): string {
  const known = KNOWN.find((each) => each === code);
  return known === undefined
    ? t('console:inspector.close-other', { code })
    : t(`console:inspector.close-${known}`);
}
