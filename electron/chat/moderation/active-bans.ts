/**
 * The bans in force: whom each one covers, and for how long. Time is monotonic and comes in from outside; a stored ban
 * carries a stamp that goes on counting across restarts.
 */
import { isNumber, isText, parseEach, textOrNothing, toFields } from '../../../contract/model/fields.ts';
import { type BanInfo, type Covers, type Named, parseNamed } from '../../../contract/model/moderation.ts';
import { confusableKeys } from '../text/confusable-keys.ts';

/** A ban as it is stored. */
export interface StoredBan {
  readonly id: string;
  readonly whom: Named;
  readonly by: Named;
  readonly reason: string;
  /** Wall clock, milliseconds since 1970; to show only. */
  readonly at: number;
  /** When it began, stamped as `history/age-clock.ts` does; of what an earlier version wrote down it is `at`. */
  readonly since: number;
  /** For so long, milliseconds; for good if left out. */
  readonly lasting?: number;
  /** What they are known by: of a token its proof, of an address what it shares with its network. */
  readonly proof?: string;
  readonly name?: string;
  readonly network?: string;
  /** The ids of those who were in from that network, and stay. */
  readonly spared: readonly string[];
  /** For a minute only, and no business of the list. */
  readonly kick?: true;
}

/** A person who wants to join. */
export interface Newcomer {
  readonly proof: string | undefined;
  /** Whom the proof stands for. */
  readonly id: string | undefined;
  readonly network: string;
}

/** Why a person may not join. */
export interface JoinBlock {
  readonly why: 'removed' | 'banned';
  readonly reason: string;
  /** Rounded up; for good if left out. */
  readonly seconds?: number;
}

/** None is ever forgotten to make room for another. */
const BANS_MAX = 10_000;

interface TimedBan {
  readonly ban: StoredBan;
  /** Monotonic, milliseconds; infinite if for good. */
  readonly untilMs: number;
}

export class ActiveBans {
  readonly #all = new Map<string, TimedBan>();
  /** A proof, network or name key → the ids of the bans that cover it. */
  readonly #byIdentity = new Map<string, Set<string>>();

  /**
   * @param stored the bans of before
   * @param passedSince milliseconds since a stamp
   * @param nowMs monotonic
   */
  constructor(stored: readonly StoredBan[], passedSince: (since: number) => number, nowMs: number) {
    for (const ban of stored) this.#add(ban, nowMs - passedSince(ban.since));
  }

  get full(): boolean {
    return this.#all.size >= BANS_MAX;
  }

  add(ban: StoredBan, nowMs: number): void {
    this.#add(ban, nowMs);
  }

  /** `undefined` if there is none such. */
  unban(id: string): StoredBan | undefined {
    const timed = this.#all.get(id);
    if (timed === undefined || timed.ban.kick) return undefined;
    this.#forget(timed.ban);
    return timed.ban;
  }

  /** The block that lasts longest; `undefined` if there is none. */
  blockOf({ proof, id, network }: Newcomer, nowMs: number): JoinBlock | undefined {
    const matching = [
      ...(proof === undefined ? [] : this.#bannedBy(`proof ${proof}`, nowMs)),
      ...this.#bannedBy(`network ${network}`, nowMs).filter(
        ({ ban }) => id === undefined || !ban.spared.includes(id),
      ),
    ];
    const [longest] = matching.sort((one, other) => other.untilMs - one.untilMs);
    return longest && blockFrom(longest, nowMs);
  }

  /** Whether a ban covers the name, or one that looks like it. */
  isNameBanned(name: string, nowMs: number): boolean {
    return this.#all.size > 0 && confusableKeys(name).some((key) => this.#bannedBy(key, nowMs).length > 0);
  }

  /** The newest first. */
  list(nowMs: number): BanInfo[] {
    this.dropOver(nowMs);
    return [...this.#all.values()]
      .filter(({ ban }) => !ban.kick)
      .reverse()
      .map((timed) => told(timed, nowMs));
  }

  /** Forgets those that are over; answers with their ids. */
  dropOver(nowMs: number): readonly string[] {
    const over = [...this.#all.values()].filter(({ untilMs }) => untilMs <= nowMs);
    for (const { ban } of over) this.#forget(ban);
    return over.map(({ ban }) => ban.id);
  }

  /** @param sinceMs monotonic */
  #add(ban: StoredBan, sinceMs: number): void {
    const untilMs = sinceMs + (ban.lasting ?? Infinity);
    this.#all.set(ban.id, { ban, untilMs });
    for (const identity of identitiesOf(ban)) {
      const ids = this.#byIdentity.get(identity) ?? new Set();
      this.#byIdentity.set(identity, ids.add(ban.id));
    }
  }

  #forget(ban: StoredBan): void {
    this.#all.delete(ban.id);
    for (const identity of identitiesOf(ban)) {
      const ids = this.#byIdentity.get(identity);
      ids?.delete(ban.id);
      if (ids?.size === 0) this.#byIdentity.delete(identity);
    }
  }

  #bannedBy(identity: string, nowMs: number): TimedBan[] {
    return [...(this.#byIdentity.get(identity) ?? [])]
      .flatMap((id) => this.#all.get(id) ?? [])
      .filter(({ untilMs }) => untilMs > nowMs);
  }
}

function identitiesOf({ proof, name, network }: StoredBan): string[] {
  return [
    ...(proof === undefined ? [] : [`proof ${proof}`]),
    ...(network === undefined ? [] : [`network ${network}`]),
    ...(name === undefined ? [] : confusableKeys(name)),
  ];
}

function blockFrom({ ban, untilMs }: TimedBan, nowMs: number): JoinBlock {
  return { why: ban.kick ? 'removed' : 'banned', reason: ban.reason, ...secondsTo(untilMs, nowMs) };
}

function told({ ban, untilMs }: TimedBan, nowMs: number): BanInfo {
  const { id, whom, by, reason, at, proof, name, network } = ban;
  const covers: Covers = {
    token: proof !== undefined,
    name: name !== undefined,
    address: network !== undefined,
  };
  return { id, name: whom.name, by: by.name, reason, covers, at, ...secondsTo(untilMs, nowMs) };
}

/** As it was written down; `undefined` if it is none. */
export function parseBan(value: unknown): StoredBan | undefined {
  const { id, reason, at, proof, name, network, spared, ...more } = toFields(value) ?? {};
  const [whom, by] = [parseNamed(more['whom']), parseNamed(more['by'])];
  if (!isText(id) || whom === undefined || by === undefined || !isText(reason) || !isNumber(at))
    return undefined;
  const term = parseTerm(value, at);
  if (term === undefined) return undefined;
  return {
    ...{ id, whom, by, reason, at, ...term, spared: parseEach(spared, textOrNothing) },
    ...(isText(proof) && { proof }),
    ...(isText(name) && { name }),
    ...(isText(network) && { network }),
  };
}

/** What had an end must not become something for good: then it is `undefined`. An earlier version wrote down `until`. */
export function parseTerm(value: unknown, at: number): Pick<StoredBan, 'since' | 'lasting'> | undefined {
  const { since = at, lasting, until } = toFields(value) ?? {};
  if (!isNumber(since)) return undefined;
  if (lasting === undefined && until === undefined) return { since };
  if (isNumber(lasting)) return { since, lasting };
  return isNumber(until) && lasting === undefined ? { since, lasting: until - at } : undefined;
}

/** Rounded up, and nothing where there is no end. */
export function secondsTo(untilMs: number, nowMs: number): { readonly seconds?: number } {
  return untilMs === Infinity ? {} : { seconds: Math.max(1, Math.ceil((untilMs - nowMs) / 1_000)) };
}
