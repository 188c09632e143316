/** Who may say nothing: it is decided, told and written down. It refuses to know who may mute whom. */
import type { Mute } from '../../../contract/wire/moderation-message.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';
import { ActiveMutes, parseStoredMute, type MutedPerson, type StoredMute } from './active-mutes.ts';
import { named, type People } from '../model/people.ts';

export interface MutesParts {
  readonly people: People;
  readonly history: Pick<History, 'marks' | 'mark' | 'age' | 'passedSince'>;
  readonly chance: Pick<ClockAndIds, 'now' | 'elapsed'>;
  readonly deeds: AuditLog;
  /** From which address somebody came last. */
  readonly addressOf: (id: string) => string | undefined;
  /** To the person alone. */
  readonly tell: (id: string, message: ServerMessage) => void;
}

const MARK = 'mute';
const MINUTE_MS = 60_000;

export class Mutes {
  readonly #parts: MutesParts;
  readonly #mutes: ActiveMutes;

  constructor(parts: MutesParts) {
    this.#parts = parts;
    const { history, chance } = parts;
    const kept = history.marks(MARK, parseStoredMute);
    this.#mutes = new ActiveMutes(kept, (since) => history.passedSince(since), chance.elapsed());
  }

  /** `undefined` if they may speak. */
  find(id: string): MutedPerson | undefined {
    const { people, chance } = this.#parts;
    return this.#mutes.find(id, this.#addressOf(people.get(id)), chance.elapsed());
  }

  /** The ids of those who are here and muted. */
  ids(): readonly string[] {
    const present = this.#parts.people.present();
    return present.filter(({ id }) => this.find(id) !== undefined).map(({ id }) => id);
  }

  mute(by: Person, whom: Person, { reason, minutes }: Omit<Mute, 'ref'>): void {
    const { history, chance, deeds, tell } = this.#parts;
    const [at, since] = [chance.now(), history.age()];
    const address = this.#addressOf(whom);
    const muting: StoredMute = {
      ...{ id: whom.id, by: named(by), reason, at, since },
      ...(address !== undefined && { address }),
      ...(minutes !== undefined && { lasting: minutes * MINUTE_MS }),
    };
    this.#mutes.add(muting, chance.elapsed());
    this.#look();
    history.mark(MARK, whom.id, muting);
    deeds.record({ what: 'mute', whom: named(whom), reason, ...(minutes !== undefined && { minutes }) }, by);
    const seconds = minutes === undefined ? {} : { seconds: minutes * 60 };
    for (const id of [whom.id, ...this.#mutes.followersOf(whom.id)])
      tell(id, { type: 'muted', on: true, ...(reason !== '' && { reason }), ...seconds });
  }

  /** `false` if they were not muted. */
  unmute(by: Person, whom: Person): boolean {
    const { history, deeds, tell } = this.#parts;
    const { mutes, freed } = this.#mutes.unmute(whom.id, this.#addressOf(whom));
    if (freed.length === 0) return false;
    for (const id of mutes) history.mark(MARK, id, undefined);
    deeds.record({ what: 'unmute', whom: named(whom) }, by);
    for (const id of new Set([whom.id, ...freed])) tell(id, { type: 'muted', on: false });
    return true;
  }

  /** Somebody came in who was not here before: they may be somebody who is muted, in another tab. */
  cameNew(id: string): void {
    const { chance, addressOf } = this.#parts;
    const address = addressOf(id);
    if (address === undefined || this.find(id) !== undefined) return;
    this.#look();
    this.#mutes.follow(id, (muted) => addressOf(muted) === address, chance.elapsed());
  }

  /** What is over is forgotten, here and where it was written down; `false` if nothing was. */
  sweep(): boolean {
    this.#look();
    const over = this.#mutes.dropOver(this.#parts.chance.elapsed());
    for (const id of over) this.#parts.history.mark(MARK, id, undefined);
    return over.length > 0;
  }

  #look(): void {
    const { people, chance } = this.#parts;
    this.#mutes.look((id) => people.get(id) !== undefined, chance.elapsed());
  }

  /** On plain text a new connection is a new id, so the address counts. */
  #addressOf(whom: Person | undefined): string | undefined {
    return whom?.via === 'plain' ? this.#parts.addressOf(whom.id) : undefined;
  }
}
