/** The limits that stand in the settings file. One that is none is said once, and then what is usual holds. */
import type { Translate } from '../../../locales/translate.ts';
import { limitSentence } from './limit-text.ts';
import { parseLimits, type ChosenLimits } from './limits.ts';
import type { Settings } from '../../settings/settings.ts';

export function keptLimits(settings: Settings, t: Translate, warn: (sentence: string) => void): ChosenLimits {
  const { chosen, refused } = parseLimits(settings.readLimits());
  for (const refusal of refused) {
    warn(t('host:trouble.limit', { file: settings.file, sentence: limitSentence(refusal, t) }));
  }
  return chosen;
}
