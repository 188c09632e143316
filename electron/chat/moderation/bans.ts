/**
 * Who is asked to leave, and who is kept out: it is decided, told and written down. It refuses to know connections, and
 * who may throw out whom.
 */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Ban as AskedBan, Remove, Unban } from '../../../contract/wire/moderation-message.ts';
import {
  REMOVE_SECONDS,
  type BanInfo,
  type Covers,
  type Removed,
  type BanPreview,
} from '../../../contract/model/moderation.ts';
import type { Person } from '../../../contract/model/person.ts';
import type { History } from '../../history/history.ts';
import { mayActOn } from '../model/authority.ts';
import { ActiveBans, parseBan, type StoredBan, type Block } from './active-bans.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';
import { named, plainPerson, type People } from '../model/people.ts';

export interface BansParts {
  readonly people: People;
  readonly history: Pick<History, 'marks' | 'mark' | 'age' | 'passedSince'>;
  readonly chance: Pick<ClockAndIds, 'identity' | 'now' | 'elapsed'>;
  readonly deeds: AuditLog;
  /** Behind which network somebody is who is in. */
  readonly networkOf: (id: string) => string | undefined;
  readonly throwOut: (id: string, out: Removed) => void;
  /** Who they are now is kept. */
  readonly remember: (id: string) => void;
  /** What they wrote and nobody has looked at comes no more. */
  readonly dropWaiting: (id: string) => void;
}

const MARK = 'ban';
const MINUTE_MS = 60_000;

export class Bans {
  readonly #parts: BansParts;
  readonly #bans: ActiveBans;

  constructor(parts: BansParts) {
    this.#parts = parts;
    const { history, chance } = parts;
    const kept = history.marks(MARK, parseBan);
    this.#bans = new ActiveBans(kept, (since) => history.passedSince(since), chance.elapsed());
  }

  /** What keeps somebody out who wants to come in. */
  barOf(proof: string | undefined, network: string): Block | undefined {
    const id = this.#parts.people.recall(proof)?.id;
    return this.#bans.blockOf({ proof, id, network }, this.#parts.chance.elapsed());
  }

  isNameBarred(name: string): boolean {
    return this.#bans.isNameBarred(name, this.#parts.chance.elapsed());
  }

  /** The bans in force, the newest first. */
  bans(): readonly BanInfo[] {
    return this.#bans.list(this.#parts.chance.elapsed());
  }

  /** `undefined` if that person is not known. */
  preview(id: string): Omit<BanPreview, 'type' | 'ref'> | undefined {
    const { people } = this.#parts;
    const whom = people.known(id);
    if (whom === undefined) return undefined;
    const network = this.#parts.networkOf(id);
    const holds: Covers = {
      token: people.proofOf(id) !== undefined,
      name: !isAddressed(whom),
      address: network !== undefined,
    };
    return { holds, others: this.#behind(network, [id]).map(named) };
  }

  remove(by: Person, whom: Person, { reason }: Omit<Remove, 'ref'>): ErrorCode | undefined {
    const { people, chance, deeds, throwOut, remember, dropWaiting } = this.#parts;
    if (people.get(whom.id) === undefined) return 'person-gone';
    const covers: Covers = { token: true, name: true, address: true };
    const lasting = REMOVE_SECONDS * 1_000;
    const ban = { ...this.#banOf(by, whom, [], covers), reason, lasting, kick: true } as const;
    this.#bans.add(ban, chance.elapsed());
    people.revoke(whom.id, chance.identity().token);
    remember(whom.id);
    deeds.record({ what: 'remove', whom: named(whom), reason }, by);
    dropWaiting(whom.id);
    throwOut(whom.id, {
      ...{ type: 'removed', why: 'removed', seconds: REMOVE_SECONDS },
      ...(reason !== '' && { reason }),
    });
    return undefined;
  }

  /** Asks everybody to leave who is in from behind a network. Answers how many that were. */
  kickAll(by: Person, network: string): number {
    const behind = this.#behind(network, []).filter((whom) => mayActOn(by, whom));
    for (const whom of behind) this.remove(by, whom, { type: 'remove', personId: whom.id, reason: '' });
    return behind.length;
  }

  ban(by: Person, whom: Person, asked: Omit<AskedBan, 'ref'>): ErrorCode | undefined {
    const { people } = this.#parts;
    const others = (asked.others ?? []).flatMap((id) => people.known(id) ?? []);
    if (!others.every((each) => mayActOn(by, each))) return 'not-allowed';
    if (this.#bans.full) return 'bans-full';
    const all = [whom, ...others];
    const ids = all.map(({ id }) => id);
    const lasting = asked.minutes === undefined ? {} : { lasting: asked.minutes * MINUTE_MS };
    const bans = all.map((each): { readonly each: Person; readonly ban: StoredBan } => ({
      each,
      ban: { ...this.#banOf(by, each, ids, asked.covers), reason: asked.reason, ...lasting },
    }));
    // One that holds nothing would let them in again, and say that it does not.
    if (bans.some(({ ban }) => !holds(ban))) return 'person-gone';
    for (const { each, ban } of bans) this.#banOne(by, each, ban, asked);
    return undefined;
  }

  /** `false` if there is none such. */
  unban(by: Person, { ban: id }: Omit<Unban, 'ref'>): boolean {
    const ban = this.#bans.unban(id);
    if (ban === undefined) return false;
    this.#parts.history.mark(MARK, id, undefined);
    this.#parts.deeds.record({ what: 'unban', whom: ban.whom }, by);
    return true;
  }

  /** What is over is forgotten, here and where it was written down; `false` if nothing was. */
  sweep(): boolean {
    const over = this.#bans.dropOver(this.#parts.chance.elapsed());
    for (const id of over) this.#parts.history.mark(MARK, id, undefined);
    return over.length > 0;
  }

  #banOne(
    by: Person,
    whom: Person,
    ban: StoredBan,
    { reason, minutes, covers }: Omit<AskedBan, 'ref'>,
  ): void {
    const { people, history, chance, deeds, throwOut, remember, dropWaiting } = this.#parts;
    this.#bans.add(ban, chance.elapsed());
    history.mark(MARK, ban.id, ban);
    const lasting = minutes === undefined ? {} : { minutes };
    deeds.record({ what: 'ban', whom: named(whom), reason, covers, ...lasting }, by);
    if (people.setRole(whom.id, 'guest').ok) remember(whom.id);
    dropWaiting(whom.id);
    throwOut(whom.id, {
      ...{ type: 'removed', why: 'banned' },
      ...(reason !== '' && { reason }),
      ...(minutes !== undefined && { seconds: minutes * 60 }),
    });
  }

  /** @param also those who are banned too, and so not spared */
  #banOf(by: Person, whom: Person, also: readonly string[], covers: Covers) {
    const { people, history, chance, networkOf } = this.#parts;
    const proof = covers.token ? people.proofOf(whom.id) : undefined;
    const network = covers.address ? networkOf(whom.id) : undefined;
    return {
      ...{ id: chance.identity().id, whom: named(whom), by: named(by) },
      ...{ at: chance.now(), since: history.age() },
      spared: this.#behind(network, [whom.id, ...also]).map(({ id }) => id),
      ...(proof !== undefined && { proof }),
      ...(covers.name && !isAddressed(whom) && { name: whom.name }),
      ...(network !== undefined && { network }),
    };
  }

  /** Who is in from behind a network, the host and some others aside. */
  #behind(network: string | undefined, without: readonly string[]): Person[] {
    if (network === undefined) return [];
    return this.#parts.people
      .present()
      .filter(({ id }) => !without.includes(id) && this.#parts.networkOf(id) === network)
      .map(plainPerson);
  }
}

function holds({ proof, name, network }: StoredBan): boolean {
  return proof !== undefined || name !== undefined || network !== undefined;
}

/** Over the plain-text protocol people are called by their address and port, which is another the next time. */
function isAddressed({ name, via }: Person): boolean {
  return via === 'plain' && /:\d+$/.test(name);
}
