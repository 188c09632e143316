/**
 * A hook that tells the virtualised list when rows were added or removed at its start, so that it keeps the
 * reader's position.
 */
import { useState } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';

/**
 * @param rows made from the entries
 * @returns true while these rows are the ones after the change
 */
export function useShift(entries: readonly Entry[], rows: readonly unknown[]): boolean {
  const [shown, setShown] = useState({ entries, rows, shift: false });
  if (shown.rows === rows) return shown.shift;
  const shift = startChanged(shown.entries, entries);
  setShown({ entries, rows, shift });
  return shift;
}

function startChanged(before: readonly Entry[], now: readonly Entry[]): boolean {
  const [was, is] = [before[0]?.seq, now[0]?.seq];
  if (was === undefined || is === undefined || was === is) return false;
  const [wasEnd, isEnd] = [before[before.length - 1]?.seq ?? 0, now[now.length - 1]?.seq ?? 0];
  // A window from elsewhere in the log shares no position with this one.
  return (was >= is && was <= isEnd) || (is >= was && is <= wasEnd);
}
