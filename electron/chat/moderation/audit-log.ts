/** Writes down what was done to keep order, and what was asked for and not done. */
import type { AuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Named } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/** Written down of what nobody may: a flood of it must not push out the rest. */
const REFUSALS_BURST = 20;
const REFUSALS_PER_SECOND = 1 / 3;

export class AuditLog {
  readonly #history: Pick<History, 'record'>;
  readonly #chance: Pick<ClockAndIds, 'now' | 'elapsed'>;
  readonly #refusals = new TokenBucket(REFUSALS_BURST, REFUSALS_PER_SECOND);

  constructor(history: Pick<History, 'record'>, chance: Pick<ClockAndIds, 'now' | 'elapsed'>) {
    this.#history = history;
    this.#chance = chance;
  }

  record(deed: Omit<AuditEntry, 'at' | 'by'>, by: Person): void {
    const { id, name, role } = by;
    this.#history.record({ at: this.#chance.now(), by: { id, name, role }, ...deed });
  }

  /** Somebody asked for what they may not. */
  recordRefusal(what: AuditEntry['what'], whom: Named | undefined, by: Person): void {
    if (this.#refusals.take(this.#chance.elapsed()) > 0) return;
    this.record({ what, ...(whom && { whom }), refused: 'not-allowed' }, by);
  }
}
