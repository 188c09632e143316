/** What the host has to say to all rooms, until it is taken down. It refuses to know who hears it. */
import { type Announcement, parseAnnouncement } from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';

const MARK = 'announcement';

export class Announcements {
  readonly #history: Pick<History, 'mark'>;
  readonly #chance: Pick<ClockAndIds, 'identity' | 'now'>;
  readonly #deeds: AuditLog;
  #shown: Announcement | undefined;

  constructor(
    history: Pick<History, 'marks' | 'mark'>,
    chance: Pick<ClockAndIds, 'identity' | 'now'>,
    deeds: AuditLog,
  ) {
    this.#history = history;
    this.#chance = chance;
    this.#deeds = deeds;
    this.#shown = history.marks(MARK, parseAnnouncement)[0];
  }

  get shown(): Announcement | undefined {
    return this.#shown;
  }

  /** `undefined` takes down what is shown, if anything is. */
  announce(by: Person, text: string | undefined): Announcement | undefined {
    const { id } = this.#chance.identity();
    const announcement = text === undefined ? undefined : { id, text, by: by.name, at: this.#chance.now() };
    if (announcement === undefined && this.#shown === undefined) return undefined;
    this.#shown = announcement;
    this.#history.mark(MARK, 'now', announcement);
    this.#deeds.record({ what: announcement === undefined ? 'withdraw' : 'announce' }, by);
    return announcement;
  }
}
