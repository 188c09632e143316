/** The marks that the history keeps for itself: to people they are nothing that could be lost. */

/** How far the clock of ages has come. */
export const CLOCK_MARK = 'clock';
/** How long what is too old has waited to be deleted. */
export const WAITED_MARK = 'waited';

export function isOwnMark(kind: string): boolean {
  return kind === CLOCK_MARK || kind === WAITED_MARK;
}
