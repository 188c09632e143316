/** Settings that the history stores for itself: people lose nothing with them. */
import { CLOCK_SETTING } from './age-clock.ts';
import { WAITED_SETTING } from './pruning.ts';

export function isInternalSetting(kind: string): boolean {
  return kind === CLOCK_SETTING || kind === WAITED_SETTING;
}
