/** What two names have in common that could be taken for each other. It refuses to know who has them. */
import { foldName } from '../../../contract/text/fold-text.ts';
import { bareSkeletonOf, skeletonOf } from './confusables.ts';

/**
 * Two names with one of these in common could be taken for each other. Accents tell people apart, and so do letters and
 * digits; signs, blanks and pictures beside them do not.
 */
export function confusableKeys(name: string): readonly string[] {
  const bare = bareSkeletonOf(name);
  return [`letters ${foldName(name)}`, `look ${skeletonOf(name)}`, ...(bare === '' ? [] : [`bare ${bare}`])];
}
