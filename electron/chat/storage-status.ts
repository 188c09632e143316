/** Where the history is stored, for how long, and whether storing works. */
import type { PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { ClockStatus } from '../../contract/model/clock.ts';
import { RETENTION_DAYS_DEFAULT, type Retention } from '../../contract/model/retention.ts';

export class StorageStatus {
  persistence: PersistenceStatus;
  clock: ClockStatus = {};
  /** 0: nothing is dropped for its age. */
  days = RETENTION_DAYS_DEFAULT;
  /** The most that the history takes on the disk. */
  megabytes: number;

  constructor(persistence: PersistenceStatus, megabytes: number) {
    this.persistence = persistence;
    this.megabytes = megabytes;
  }

  /** As guests are told. */
  retention(): Retention {
    const saved = this.persistence.kind === 'saved';
    const { days, megabytes } = this;
    return { saved, ...(days > 0 && { days }), ...(saved && { megabytes }) };
  }
}
