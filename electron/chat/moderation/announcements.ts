/** The host's announcement to all rooms, shown until it is withdrawn. */
import { type Announcement, parseAnnouncement } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import { MODERATION_CHANGED, type Effect, type Outcome } from '../model/outcome.ts';
import type { AuditLog } from './audit-log.ts';

const SETTING = 'announcement';

export class Announcements {
  readonly #history: Pick<History, 'mark'>;
  readonly #clockAndIds: Pick<ClockAndIds, 'identity' | 'now'>;
  readonly #audit: AuditLog;
  #shown: Announcement | undefined;

  constructor(
    history: Pick<History, 'marks' | 'mark'>,
    clockAndIds: Pick<ClockAndIds, 'identity' | 'now'>,
    audit: AuditLog,
  ) {
    this.#history = history;
    this.#clockAndIds = clockAndIds;
    this.#audit = audit;
    this.#shown = history.marks(SETTING, parseAnnouncement)[0];
  }

  get shown(): Announcement | undefined {
    return this.#shown;
  }

  /** `undefined` withdraws the announcement, if there is one. */
  announce(by: Person, text: string | undefined): Outcome {
    const { id } = this.#clockAndIds.identity();
    const announcement =
      text === undefined ? undefined : { id, text, by: by.name, at: this.#clockAndIds.now() };
    const message = { type: 'announced', ...(announcement && { announcement }) } as const;
    const notice: Effect = { kind: 'tell-pages', message };
    if (announcement === undefined && this.#shown === undefined) return [notice];
    this.#shown = announcement;
    this.#history.mark(SETTING, 'now', announcement);
    this.#audit.record({ what: announcement === undefined ? 'withdraw' : 'announce' }, by);
    return [MODERATION_CHANGED, notice];
  }
}
