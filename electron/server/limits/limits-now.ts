/** The limits as the window shows them, and what it wants of them otherwise. It refuses to know what they do. */
import { LIMIT_NAMES, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import { parseLimits, RANGES, type ChosenLimits } from './limits.ts';

/** All of them but the size of the history, which is chosen with how long it is kept. */
export function limitsNow(chosen: ChosenLimits): LimitNow[] {
  return NAMES.map((name) => {
    const range = RANGES[name];
    return { name, value: chosen.get(name) ?? range.usual, ...range };
  });
}

/**
 * What is chosen after a change: a number for each name, or `null` for what is usual.
 * Throws TypeError for whatever is none, as a whole: half of a change helps nobody.
 */
export function changedLimits(
  chosen: ChosenLimits,
  change: Readonly<Record<string, number | null>>,
): ChosenLimits {
  const named = Object.entries(change);
  const wanted = parseLimits(Object.fromEntries(named.filter(([, value]) => value !== null)));
  const dropped = named.filter(([, value]) => value === null).map(([name]) => name);
  if (wanted.refused.length > 0) throw new TypeError('not a limit');
  const kept = [...chosen].filter(([name]) => !dropped.includes(name));
  return new Map([...kept, ...wanted.chosen]);
}

const NAMES = LIMIT_NAMES.filter((name) => name !== 'history-megabytes');
