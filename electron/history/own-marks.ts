/** The marks that the history keeps for itself: to people they are nothing that could be lost. */
import { CLOCK_MARK } from './age-clock.ts';
import { WAITED_MARK } from './pruning.ts';

export function isOwnMark(kind: string): boolean {
  return kind === CLOCK_MARK || kind === WAITED_MARK;
}
