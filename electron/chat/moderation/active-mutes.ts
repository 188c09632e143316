/**
 * Who may say nothing, and until when: by their id; on plain text, where a new connection is a new id, by their address as
 * well; and whoever came in new from where somebody muted was at that time, since they may be the same. That is written
 * down nowhere. Time is as in `active-bans.ts`.
 */
import { isNumber, isText, toFields } from '../../../contract/model/fields.ts';
import { type Named, parseNamed } from '../../../contract/model/moderation.ts';
import { parseTerm, secondsTo } from './active-bans.ts';

/** A mute as it is stored. */
export interface StoredMute {
  readonly id: string;
  /** Only of somebody on plain text. */
  readonly address?: string;
  readonly by: Named;
  readonly reason: string;
  /** Wall clock, milliseconds since 1970; to show only. */
  readonly at: number;
  /** As that of a ban. */
  readonly since: number;
  /** For so long, milliseconds; until it is ended if left out. */
  readonly lasting?: number;
}

export interface MutedPerson {
  readonly reason: string;
  readonly seconds?: number;
}

/** So long after somebody muted was here they may be whoever comes in new; and so long a follower may be away. */
const FOLLOWED_MS = 300_000;
/** The oldest makes room. */
const FOLLOWERS_MAX = 10_000;

interface TimedMute {
  readonly mute: StoredMute;
  readonly untilMs: number;
}

export class ActiveMutes {
  readonly #all = new Map<string, TimedMute>();
  /** Their id → that of whom they are muted for, as long as those are and in the same way. */
  readonly #followers = new Map<string, string>();
  /** When somebody who is muted, or follows, was here last. */
  readonly #seenMs = new Map<string, number>();

  /** As the constructor of `ActiveBans`. */
  constructor(stored: readonly StoredMute[], passedSince: (since: number) => number, nowMs: number) {
    for (const mute of stored) this.#add(mute, nowMs - passedSince(mute.since));
  }

  /** Takes the place of an earlier one, also for those who follow. */
  add(mute: StoredMute, nowMs: number): void {
    this.#followers.delete(mute.id);
    this.#add(mute, nowMs);
  }

  /**
   * All that keeps them from speaking, also what was meant for whom they were under an earlier id; and those who follow
   * them. Answers with the ids of the mutes, and of all who may speak again.
   * @param address as in {@link find}
   */
  unmute(
    id: string,
    address: string | undefined,
  ): { readonly mutes: readonly string[]; readonly freed: readonly string[] } {
    const mutes = this.#of(id, address).map(({ mute }) => mute.id);
    const followed = this.#followers.delete(id) ? [id] : [];
    return { mutes, freed: [...mutes, ...followed, ...mutes.flatMap((each) => this.#drop(each))] };
  }

  /** Who follows somebody. */
  followersOf(id: string): readonly string[] {
    return [...this.#followers].filter(([, muted]) => muted === id).map(([each]) => each);
  }

  /** Is told now and then who is here; whoever followed and is gone for long follows no more. */
  updatePresence(isHere: (id: string) => boolean, nowMs: number): void {
    for (const id of [...this.#all.keys(), ...this.#followers.keys()])
      if (isHere(id)) this.#seenMs.set(id, nowMs);
    for (const id of this.#followers.keys()) if (!this.#isNear(id, nowMs)) this.#followers.delete(id);
    for (const id of this.#seenMs.keys())
      if (!this.#all.has(id) && !this.#followers.has(id)) this.#seenMs.delete(id);
  }

  /**
   * Mutes somebody who came in new, if they may be somebody muted who is here, or was until just now.
   * @param mayBe whether the newcomer may be this person
   */
  follow(id: string, mayBe: (muted: string) => boolean, nowMs: number): void {
    const [longest] = [...this.#all.values()]
      .filter(({ mute, untilMs }) => untilMs > nowMs && this.#isNear(mute.id, nowMs) && mayBe(mute.id))
      .sort((one, other) => other.untilMs - one.untilMs);
    if (longest === undefined) return;
    this.#followers.set(id, longest.mute.id);
    this.#seenMs.set(id, nowMs);
    const [oldest] = this.#followers.keys();
    if (this.#followers.size > FOLLOWERS_MAX && oldest !== undefined) this.#followers.delete(oldest);
  }

  /** @param address of somebody on plain text, and of nobody else */
  find(id: string, address: string | undefined, nowMs: number): MutedPerson | undefined {
    const followed = this.#all.get(this.#followers.get(id) ?? '');
    const [longest] = [...this.#of(id, address), ...(followed === undefined ? [] : [followed])]
      .filter(({ untilMs }) => untilMs > nowMs)
      .sort((one, other) => other.untilMs - one.untilMs);
    if (longest === undefined) return undefined;
    return { reason: longest.mute.reason, ...secondsTo(longest.untilMs, nowMs) };
  }

  /** Forgets those that are over; answers with their ids. */
  dropOver(nowMs: number): readonly string[] {
    const over = [...this.#all.entries()].filter(([, { untilMs }]) => untilMs <= nowMs).map(([id]) => id);
    for (const id of over) this.#drop(id);
    return over;
  }

  ids(): readonly string[] {
    return [...this.#all.keys()];
  }

  /** Answers with the ids of those who followed. */
  #drop(id: string): readonly string[] {
    this.#all.delete(id);
    const followers = this.followersOf(id);
    for (const each of followers) this.#followers.delete(each);
    return followers;
  }

  #isNear(id: string, nowMs: number): boolean {
    const seenMs = this.#seenMs.get(id);
    return seenMs !== undefined && nowMs - seenMs <= FOLLOWED_MS;
  }

  /** @param sinceMs monotonic */
  #add(mute: StoredMute, sinceMs: number): void {
    const untilMs = sinceMs + (mute.lasting ?? Infinity);
    this.#all.set(mute.id, { mute, untilMs });
  }

  #of(id: string, address: string | undefined): readonly TimedMute[] {
    const own = this.#all.get(id);
    if (address === undefined) return own === undefined ? [] : [own];
    return [...this.#all.values()].filter(({ mute }) => mute.id === id || mute.address === address);
  }
}

/** As it was written down; `undefined` if it is none. */
export function parseStoredMute(value: unknown): StoredMute | undefined {
  const { id, address, reason, at, ...more } = toFields(value) ?? {};
  const by = parseNamed(more['by']);
  if (!isText(id) || by === undefined || !isText(reason) || !isNumber(at)) return undefined;
  const term = parseTerm(value, at);
  return term && { ...{ id, by, reason, at, ...term }, ...(isText(address) && { address }) };
}
