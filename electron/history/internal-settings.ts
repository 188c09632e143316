/** The marks that the history keeps for itself: to people they are nothing that could be lost. */
import { CLOCK_SETTING } from './age-clock.ts';
import { WAITED_SETTING } from './pruning.ts';

export function isInternalSetting(kind: string): boolean {
  return kind === CLOCK_SETTING || kind === WAITED_SETTING;
}
