/** What two names have in common that could be taken for each other. It refuses to know who has them. */
import { foldName } from '../../../contract/text/fold-text.ts';
import { bareLookOf, lookOf } from './look.ts';

/**
 * Two names with one of these in common could be taken for each other. Accents tell people apart, and so do letters and
 * digits; signs, blanks and pictures beside them do not.
 */
export function alikeKeys(name: string): readonly string[] {
  const bare = bareLookOf(name);
  return [`letters ${foldName(name)}`, `look ${lookOf(name)}`, ...(bare === '' ? [] : [`bare ${bare}`])];
}
