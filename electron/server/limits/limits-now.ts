/** The limits as the window shows them, and the parser for its changes. */
import { LIMIT_NAMES, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import { parseLimits, RANGES, type ChosenLimits } from './limits.ts';

/** All limits except the size of the history, which is part of the retention settings. */
export function limitsNow(chosen: ChosenLimits): LimitNow[] {
  return NAMES.map((name) => {
    const range = RANGES[name];
    return { name, value: chosen.get(name) ?? range.usual, ...range };
  });
}

/**
 * Applies a change: a number for each name, or `null` for its default. Throws TypeError if any part of it is invalid.
 */
export function changedLimits(
  chosen: ChosenLimits,
  change: Readonly<Record<string, number | null>>,
): ChosenLimits {
  const changes = Object.entries(change);
  const wanted = parseLimits(Object.fromEntries(changes.filter(([, value]) => value !== null)));
  const reset = changes.filter(([, value]) => value === null).map(([name]) => name);
  if (wanted.refused.length > 0) throw new TypeError('not a limit');
  const kept = [...chosen].filter(([name]) => !reset.includes(name));
  return new Map([...kept, ...wanted.chosen]);
}

const NAMES = LIMIT_NAMES.filter((name) => name !== 'history-megabytes');
