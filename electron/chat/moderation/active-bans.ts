/**
 * Who is kept out, by what, and for how long. While the host runs time is monotonic and comes in from outside; what is
 * written down has a stamp of the time that passes over starts too, and survives the program. It refuses to know who may
 * ban whom.
 */
import { isNumber, isText, parseEach, parseText, toFields } from '../../../contract/model/fields.ts';
import { type BanInfo, type Covers, type Named, parseNamed } from '../../../contract/model/moderation.ts';
import { confusableKeys } from '../text/confusable-keys.ts';

/** As it is written down. */
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

/** Who wants to come in. */
export interface Newcomer {
  readonly proof: string | undefined;
  /** Whom the proof stands for. */
  readonly id: string | undefined;
  readonly network: string;
}

/** Why somebody is kept out. */
export interface Block {
  readonly why: 'removed' | 'banned';
  readonly reason: string;
  /** Rounded up; for good if left out. */
  readonly seconds?: number;
}

/** None is ever forgotten to make room for another. */
const BANS_MAX = 10_000;

interface Held {
  readonly ban: StoredBan;
  /** Monotonic, milliseconds; infinite if for good. */
  readonly untilMs: number;
}

export class ActiveBans {
  readonly #all = new Map<string, Held>();
  /** What somebody is known by → the ids of the bans that hold it. */
  readonly #marks = new Map<string, Set<string>>();

  /**
   * @param kept what was written down
   * @param passedSince milliseconds since a stamp
   * @param nowMs monotonic
   */
  constructor(kept: readonly StoredBan[], passedSince: (since: number) => number, nowMs: number) {
    for (const ban of kept) this.#hold(ban, nowMs - passedSince(ban.since));
  }

  get full(): boolean {
    return this.#all.size >= BANS_MAX;
  }

  add(ban: StoredBan, nowMs: number): void {
    this.#hold(ban, nowMs);
  }

  /** `undefined` if there is none such. */
  unban(id: string): StoredBan | undefined {
    const held = this.#all.get(id);
    if (held === undefined || held.ban.kick) return undefined;
    this.#forget(held.ban);
    return held.ban;
  }

  /** What keeps somebody out, the longest of all; `undefined` if nothing does. */
  blockOf({ proof, id, network }: Newcomer, nowMs: number): Block | undefined {
    const held = [
      ...(proof === undefined ? [] : this.#heldBy(`proof ${proof}`, nowMs)),
      ...this.#heldBy(`network ${network}`, nowMs).filter(
        ({ ban }) => id === undefined || !ban.spared.includes(id),
      ),
    ];
    const [longest] = held.sort((one, other) => other.untilMs - one.untilMs);
    return longest && barFrom(longest, nowMs);
  }

  /** Whether nobody may be called so now. */
  isNameBarred(name: string, nowMs: number): boolean {
    return this.#all.size > 0 && confusableKeys(name).some((key) => this.#heldBy(key, nowMs).length > 0);
  }

  /** The newest first. */
  list(nowMs: number): BanInfo[] {
    this.dropOver(nowMs);
    return [...this.#all.values()]
      .filter(({ ban }) => !ban.kick)
      .reverse()
      .map((held) => told(held, nowMs));
  }

  /** Forgets those that are over; answers with their ids. */
  dropOver(nowMs: number): readonly string[] {
    const over = [...this.#all.values()].filter(({ untilMs }) => untilMs <= nowMs);
    for (const { ban } of over) this.#forget(ban);
    return over.map(({ ban }) => ban.id);
  }

  /** @param sinceMs monotonic */
  #hold(ban: StoredBan, sinceMs: number): void {
    const untilMs = sinceMs + (ban.lasting ?? Infinity);
    this.#all.set(ban.id, { ban, untilMs });
    for (const mark of marksOf(ban)) {
      const ids = this.#marks.get(mark) ?? new Set();
      this.#marks.set(mark, ids.add(ban.id));
    }
  }

  #forget(ban: StoredBan): void {
    this.#all.delete(ban.id);
    for (const mark of marksOf(ban)) {
      const ids = this.#marks.get(mark);
      ids?.delete(ban.id);
      if (ids?.size === 0) this.#marks.delete(mark);
    }
  }

  #heldBy(mark: string, nowMs: number): Held[] {
    return [...(this.#marks.get(mark) ?? [])]
      .flatMap((id) => this.#all.get(id) ?? [])
      .filter(({ untilMs }) => untilMs > nowMs);
  }
}

function marksOf({ proof, name, network }: StoredBan): string[] {
  return [
    ...(proof === undefined ? [] : [`proof ${proof}`]),
    ...(network === undefined ? [] : [`network ${network}`]),
    ...(name === undefined ? [] : confusableKeys(name)),
  ];
}

function barFrom({ ban, untilMs }: Held, nowMs: number): Block {
  return { why: ban.kick ? 'removed' : 'banned', reason: ban.reason, ...secondsTo(untilMs, nowMs) };
}

function told({ ban, untilMs }: Held, nowMs: number): BanInfo {
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
    ...{ id, whom, by, reason, at, ...term, spared: parseEach(spared, parseText) },
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
