/** Reads the limits from the settings file. An invalid one is reported, and its default applies. */
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
