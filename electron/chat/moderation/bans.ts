/**
 * Removes and bans people and ends bans: decides, records, and says who is to be disconnected.
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
import { fail, ok, type Result } from '../../../contract/result.ts';
import { mayActOn } from '../model/authority.ts';
import { ActiveBans, parseBan, type StoredBan, type JoinBlock } from './active-bans.ts';
import type { ClockAndIds } from '../model/clock-and-ids.ts';
import type { AuditLog } from './audit-log.ts';
import type { Origins } from '../model/origins.ts';
import { MODERATION_CHANGED, type Outcome } from '../model/outcome.ts';
import type { Reviews } from './reviews.ts';
import { named, plainPerson, type People } from '../model/people.ts';

export interface BansParts {
  readonly people: People;
  readonly history: Pick<History, 'marks' | 'mark' | 'age' | 'passedSince'>;
  readonly clockAndIds: Pick<ClockAndIds, 'identity' | 'now' | 'elapsed'>;
  readonly audit: AuditLog;
  readonly origins: Pick<Origins, 'networkOf'>;
  /** The messages of a removed person are reviewed no more. */
  readonly reviews: Pick<Reviews, 'dropOf'>;
}

const SETTING = 'ban';
const MINUTE_MS = 60_000;

export class Bans {
  readonly #parts: BansParts;
  readonly #bans: ActiveBans;

  constructor(parts: BansParts) {
    this.#parts = parts;
    const { history, clockAndIds } = parts;
    const kept = history.marks(SETTING, parseBan);
    this.#bans = new ActiveBans(kept, (since) => history.passedSince(since), clockAndIds.elapsed());
  }

  /** What keeps a person from joining; `undefined` if nothing does. */
  blockOf(proof: string | undefined, network: string): JoinBlock | undefined {
    const id = this.#parts.people.recall(proof)?.id;
    return this.#bans.blockOf({ proof, id, network }, this.#parts.clockAndIds.elapsed());
  }

  isNameBanned(name: string): boolean {
    return this.#bans.isNameBanned(name, this.#parts.clockAndIds.elapsed());
  }

  /** The bans in force, the newest first. */
  list(): readonly BanInfo[] {
    return this.#bans.list(this.#parts.clockAndIds.elapsed());
  }

  /** `undefined` if that person is not known. */
  preview(id: string): Omit<BanPreview, 'type' | 'ref'> | undefined {
    const { people } = this.#parts;
    const whom = people.known(id);
    if (whom === undefined) return undefined;
    const network = this.#parts.origins.networkOf(id);
    const holds: Covers = {
      token: people.proofOf(id) !== undefined,
      name: !isAddressed(whom),
      address: network !== undefined,
    };
    return { holds, others: this.#behind(network, [id]).map(named) };
  }

  remove(by: Person, whom: Person, { reason }: Omit<Remove, 'ref'>): Result<Outcome, ErrorCode> {
    if (this.#parts.people.get(whom.id) === undefined) return fail('person-gone');
    return ok(this.#remove(by, whom, reason, []));
  }

  /** Removes everybody who is here from a network. */
  removeAll(by: Person, network: string): { readonly count: number; readonly outcome: Outcome } {
    const behind = this.#behind(network, []).filter((whom) => mayActOn(by, whom));
    const ids = behind.map(({ id }) => id);
    const outcome = behind.flatMap((whom, i) => this.#remove(by, whom, '', ids.slice(0, i)));
    return { count: behind.length, outcome };
  }

  /** @param also people who are removed too, and so not spared */
  #remove(by: Person, whom: Person, reason: string, also: readonly string[]): Outcome {
    const { people, clockAndIds, audit, reviews } = this.#parts;
    const covers: Covers = { token: true, name: true, address: true };
    const lasting = REMOVE_SECONDS * 1_000;
    const ban = { ...this.#banOf(by, whom, also, covers), reason, lasting, kick: true } as const;
    this.#bans.add(ban, clockAndIds.elapsed());
    people.revoke(whom.id, clockAndIds.identity().token);
    audit.record({ what: 'remove', whom: named(whom), reason }, by);
    const message: Removed = {
      ...{ type: 'removed', why: 'removed', seconds: REMOVE_SECONDS },
      ...(reason !== '' && { reason }),
    };
    return [
      { kind: 'remember', id: whom.id },
      ...reviews.dropOf(whom.id),
      { kind: 'remove', id: whom.id, message },
    ];
  }

  ban(by: Person, whom: Person, asked: Omit<AskedBan, 'ref'>): Result<Outcome, ErrorCode> {
    const { people } = this.#parts;
    const others = (asked.others ?? []).flatMap((id) => people.known(id) ?? []);
    if (!others.every((each) => mayActOn(by, each))) return fail('not-allowed');
    if (this.#bans.full) return fail('bans-full');
    const all = [whom, ...others];
    const ids = all.map(({ id }) => id);
    const lasting = asked.minutes === undefined ? {} : { lasting: asked.minutes * MINUTE_MS };
    const bans = all.map((each): { readonly each: Person; readonly ban: StoredBan } => ({
      each,
      ban: { ...this.#banOf(by, each, ids, asked.covers), reason: asked.reason, ...lasting },
    }));
    // A ban that covers nothing would not keep them out.
    if (bans.some(({ ban }) => !holds(ban))) return fail('person-gone');
    return ok([...bans.flatMap(({ each, ban }) => this.#banOne(by, each, ban, asked)), MODERATION_CHANGED]);
  }

  /** Does nothing if there is no such ban. */
  unban(by: Person, { ban: id }: Omit<Unban, 'ref'>): Outcome {
    const ban = this.#bans.unban(id);
    if (ban === undefined) return [];
    this.#parts.history.mark(SETTING, id, undefined);
    this.#parts.audit.record({ what: 'unban', whom: ban.whom }, by);
    return [MODERATION_CHANGED];
  }

  /** Drops the bans that are over, also from the history. Answers whether there were any. */
  sweep(): boolean {
    const over = this.#bans.dropOver(this.#parts.clockAndIds.elapsed());
    for (const id of over) this.#parts.history.mark(SETTING, id, undefined);
    return over.length > 0;
  }

  #banOne(
    by: Person,
    whom: Person,
    ban: StoredBan,
    { reason, minutes, covers }: Omit<AskedBan, 'ref'>,
  ): Outcome {
    const { people, history, clockAndIds, audit, reviews } = this.#parts;
    this.#bans.add(ban, clockAndIds.elapsed());
    history.mark(SETTING, ban.id, ban);
    const lasting = minutes === undefined ? {} : { minutes };
    audit.record({ what: 'ban', whom: named(whom), reason, covers, ...lasting }, by);
    const isKnown = people.setRole(whom.id, 'guest').ok;
    const message: Removed = {
      ...{ type: 'removed', why: 'banned' },
      ...(reason !== '' && { reason }),
      ...(minutes !== undefined && { seconds: minutes * 60 }),
    };
    return [
      ...(isKnown ? [{ kind: 'remember', id: whom.id } as const] : []),
      ...reviews.dropOf(whom.id),
      { kind: 'remove', id: whom.id, message },
    ];
  }

  /** @param also those who are banned too, and so not spared */
  #banOf(by: Person, whom: Person, also: readonly string[], covers: Covers) {
    const { people, history, clockAndIds, origins } = this.#parts;
    const proof = covers.token ? people.proofOf(whom.id) : undefined;
    const network = covers.address ? origins.networkOf(whom.id) : undefined;
    return {
      ...{ id: clockAndIds.identity().id, whom: named(whom), by: named(by) },
      ...{ at: clockAndIds.now(), since: history.age() },
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
      .filter(({ id }) => !without.includes(id) && this.#parts.origins.networkOf(id) === network)
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
