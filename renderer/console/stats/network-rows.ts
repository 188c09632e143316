/**
 * Keeps the rows of the networks table in place while their numbers change, so that a row does not move under the
 * pointer. Pure.
 */
import type { NetworkUsage } from '../../../contract/ipc/network-usage.ts';

export interface NetworkRow {
  readonly network: string;
  /** Left out if the network uses nothing now, or less than all listed ones. */
  readonly usage?: NetworkUsage;
}

/** The most rows. A new one takes the place of a network that uses nothing any more. */
export const ROWS_MAX = 100;

/** @param shown the current rows @param told the new numbers, highest first */
export function keepRows(shown: readonly NetworkRow[], told: readonly NetworkUsage[]): readonly NetworkRow[] {
  const now = new Map(told.map((usage) => [usage.network, usage]));
  const kept = shown.map(({ network }): NetworkRow => {
    const usage = now.get(network);
    now.delete(network);
    return { network, ...(usage && { usage }) };
  });
  const added = [...now.values()].map((usage): NetworkRow => ({ network: usage.network, usage }));
  const all = [...kept, ...added];
  const rows = all.length > ROWS_MAX ? all.filter(({ usage }) => usage !== undefined) : all;
  return rows.slice(0, ROWS_MAX);
}
