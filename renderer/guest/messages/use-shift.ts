/** The hook that tells a virtualised list when rows came, or went, at its start, so that the reader's place is kept. */
import { useState } from 'react';
import type { Entry } from '../../../contract/model/entry.ts';

/** @param rows made of the entries: `true` for as long as these rows are the ones that came after the change */
export function useShift(entries: readonly Entry[], rows: readonly unknown[]): boolean {
  const [shown, setShown] = useState({ entries, rows, shift: false });
  if (shown.rows === rows) return shown.shift;
  const shift = beganElsewhere(shown.entries, entries);
  setShown({ entries, rows, shift });
  return shift;
}

function beganElsewhere(before: readonly Entry[], now: readonly Entry[]): boolean {
  const [was, is] = [before[0]?.seq, now[0]?.seq];
  if (was === undefined || is === undefined || was === is) return false;
  const [wasEnd, isEnd] = [before[before.length - 1]?.seq ?? 0, now[now.length - 1]?.seq ?? 0];
  // Of a part from somewhere else, nothing is in its place.
  return (was >= is && was <= isEnd) || (is >= was && is <= wasEnd);
}
