/** Mutes people and ends mutes: decides, records, and says whom to tell. */
import type { Mute } from '../../../contract/wire/moderation-message.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';
import { ActiveMutes, parseStoredMute, type MutedPerson, type StoredMute } from './active-mutes.ts';
import type { Origins } from '../model/origins.ts';
import { MODERATION_CHANGED, tell, type Outcome } from '../model/outcome.ts';
import { named, type People } from '../model/people.ts';

export interface MutesParts {
  readonly people: People;
  readonly history: Pick<History, 'marks' | 'mark' | 'age' | 'passedSince'>;
  readonly clockAndIds: Pick<ClockAndIds, 'now' | 'elapsed'>;
  readonly audit: AuditLog;
  readonly origins: Pick<Origins, 'addressOf'>;
}

const SETTING = 'mute';
const MINUTE_MS = 60_000;

export class Mutes {
  readonly #parts: MutesParts;
  readonly #mutes: ActiveMutes;

  constructor(parts: MutesParts) {
    this.#parts = parts;
    const { history, clockAndIds } = parts;
    const kept = history.marks(SETTING, parseStoredMute);
    this.#mutes = new ActiveMutes(kept, (since) => history.passedSince(since), clockAndIds.elapsed());
  }

  /** `undefined` if they may speak. */
  find(id: string): MutedPerson | undefined {
    const { people, clockAndIds } = this.#parts;
    return this.#mutes.find(id, this.#addressOf(people.get(id)), clockAndIds.elapsed());
  }

  /** The ids of those who are here and muted. */
  ids(): readonly string[] {
    const present = this.#parts.people.present();
    return present.filter(({ id }) => this.find(id) !== undefined).map(({ id }) => id);
  }

  mute(by: Person, whom: Person, { reason, minutes }: Omit<Mute, 'ref'>): Outcome {
    const { history, clockAndIds, audit } = this.#parts;
    const [at, since] = [clockAndIds.now(), history.age()];
    const address = this.#addressOf(whom);
    const muting: StoredMute = {
      ...{ id: whom.id, by: named(by), reason, at, since },
      ...(address !== undefined && { address }),
      ...(minutes !== undefined && { lasting: minutes * MINUTE_MS }),
    };
    this.#mutes.add(muting, clockAndIds.elapsed());
    this.#updatePresence();
    history.mark(SETTING, whom.id, muting);
    audit.record({ what: 'mute', whom: named(whom), reason, ...(minutes !== undefined && { minutes }) }, by);
    const seconds = minutes === undefined ? {} : { seconds: minutes * 60 };
    const message = { type: 'muted', on: true, ...(reason !== '' && { reason }), ...seconds } as const;
    const all = [whom.id, ...this.#mutes.followersOf(whom.id)];
    return [...all.map((id) => tell(id, message)), MODERATION_CHANGED];
  }

  /** Does nothing if they are not muted. */
  unmute(by: Person, whom: Person): Outcome {
    const { history, audit } = this.#parts;
    const { mutes, freed } = this.#mutes.unmute(whom.id, this.#addressOf(whom));
    if (freed.length === 0) return [];
    for (const id of mutes) history.mark(SETTING, id, undefined);
    audit.record({ what: 'unmute', whom: named(whom) }, by);
    const all = [...new Set([whom.id, ...freed])];
    return [...all.map((id) => tell(id, { type: 'muted', on: false })), MODERATION_CHANGED];
  }

  /** Somebody came in who was not here before: they may be somebody who is muted, in another tab. */
  cameNew(id: string): void {
    const { clockAndIds, origins } = this.#parts;
    const address = origins.addressOf(id);
    if (address === undefined || this.find(id) !== undefined) return;
    this.#updatePresence();
    this.#mutes.follow(id, (muted) => origins.addressOf(muted) === address, clockAndIds.elapsed());
  }

  /** Drops the mutes that are over, also from the history. Answers whether there were any. */
  sweep(): boolean {
    this.#updatePresence();
    const over = this.#mutes.dropOver(this.#parts.clockAndIds.elapsed());
    for (const id of over) this.#parts.history.mark(SETTING, id, undefined);
    return over.length > 0;
  }

  #updatePresence(): void {
    const { people, clockAndIds } = this.#parts;
    this.#mutes.updatePresence((id) => people.get(id) !== undefined, clockAndIds.elapsed());
  }

  /** On plain text a new connection is a new id, so the address counts. */
  #addressOf(whom: Person | undefined): string | undefined {
    return whom?.via === 'plain' ? this.#parts.origins.addressOf(whom.id) : undefined;
  }
}
