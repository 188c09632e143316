/** Records what moderators did, and what they tried and were not allowed to do. */
import type { AuditEntry } from '../../../contract/model/audit-entry.ts';
import type { Named } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/** Of refused actions: a flood of them must not push out the rest. */
const REFUSALS_BURST = 20;
const REFUSALS_PER_SECOND = 1 / 3;

export class AuditLog {
  readonly #history: Pick<History, 'record'>;
  readonly #clockAndIds: Pick<ClockAndIds, 'now' | 'elapsed'>;
  readonly #refusals = new TokenBucket(REFUSALS_BURST, REFUSALS_PER_SECOND);

  constructor(history: Pick<History, 'record'>, clockAndIds: Pick<ClockAndIds, 'now' | 'elapsed'>) {
    this.#history = history;
    this.#clockAndIds = clockAndIds;
  }

  record(entry: Omit<AuditEntry, 'at' | 'by'>, by: Person): void {
    const { id, name, role } = by;
    this.#history.record({ at: this.#clockAndIds.now(), by: { id, name, role }, ...entry });
  }

  /** Somebody tried what they are not allowed to do. */
  recordRefusal(what: AuditEntry['what'], whom: Named | undefined, by: Person): void {
    if (this.#refusals.take(this.#clockAndIds.elapsed()) > 0) return;
    this.record({ what, ...(whom && { whom }), refused: 'not-allowed' }, by);
  }
}
