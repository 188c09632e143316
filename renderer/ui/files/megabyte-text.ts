/** Formats a storage size in the reader's language. */
import { numberFormat } from '../../../locales/formats.ts';

const MEGABYTES_PER_GIGABYTE = 1_024;

/** @param language BCP 47 */
export function megabyteWords(megabytes: number, language: string): string {
  const large = megabytes >= MEGABYTES_PER_GIGABYTE;
  return numberFormat(language, {
    style: 'unit',
    unit: large ? 'gigabyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(large ? megabytes / MEGABYTES_PER_GIGABYTE : megabytes);
}
