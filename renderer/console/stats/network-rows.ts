/**
 * The rows of the table of networks: they keep their places while figures change, so that nothing moves away under
 * somebody's hand. Pure.
 */
import type { NetworkUsage } from '../../../contract/ipc/network-usage.ts';

export interface NetworkRow {
  readonly network: string;
  /** Left out where it takes up nothing now, or less than all that are told. */
  readonly usage?: NetworkUsage;
}

/** More are not shown, but in the place of those that take up nothing any more. */
export const ROWS_MAX = 100;

/** @param shown as they stand now @param told the one with the most first */
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
