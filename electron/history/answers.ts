/** Which entry of its room an entry tells of: the one that it answers, or changes. */
import type { Entry } from '../../contract/model/entry.ts';
import { isChange } from '../../contract/fold.ts';

/** Its number; `null` for what tells of none, as the column has it. */
export function answersOf(entry: Entry): number | null {
  if (entry.type === 'message') return entry.reply?.seq ?? null;
  return isChange(entry) ? entry.target : null;
}
