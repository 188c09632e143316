/** The decision on a request of a person: what happens, or why it is refused. */
import { ok, type Result } from '../../contract/result.ts';
import type { Denial } from './limits/rate-limits.ts';
import type { Outcome } from './model/outcome.ts';

export type Decision = Result<Outcome, Denial>;

/**
 * A promise where something has to be read from the disk first. The hub then calls the function it resolves with, and
 * performs the outcome in the same turn, so that nothing comes between a decision and its effects.
 */
export type Decided = Decision | Promise<() => Decision>;

export const NOTHING_HAPPENS: Decision = ok([]);

/** Answers a refusal in turn with those that had to wait for the disk. */
export function refuseLater(decision: Decision): Decided {
  return decision.ok ? decision : Promise.resolve(() => decision);
}
