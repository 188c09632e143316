/**
 * Who may say nothing, and until when: by their id; on plain text, where a new connection is a new id, by their network as
 * well; and whoever comes in new from the network of somebody who is muted, since they may be the same. Time is as in `bans.ts`. It refuses to know who may mute whom.
 */
import { isNumber, isText, toFields } from '../../contract/fields.ts';
import type { Named } from '../../contract/order.ts';
import { parseNamed } from '../../contract/parse-order.ts';
import { secondsTo } from './bans.ts';

/** As it is written down. */
export interface Muting {
  readonly id: string;
  /** Only of somebody on plain text. */
  readonly network?: string;
  /** Whoever comes in new from there is muted as well. */
  readonly behind?: string;
  /** The id of whom they are muted for, having come in new from behind the same network. */
  readonly follows?: string;
  readonly by: Named;
  readonly reason: string;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** The same; until it is lifted if left out. */
  readonly until?: number;
}

export interface Muted {
  readonly reason: string;
  readonly seconds?: number;
}

interface Held {
  readonly muting: Muting;
  readonly untilMs: number;
}

export class Mutes {
  readonly #all = new Map<string, Held>();

  /** As the constructor of `Bans`. */
  constructor(kept: readonly Muting[], now: number, nowMs: number) {
    for (const muting of kept) this.#hold(muting, now, nowMs);
  }

  /** Takes the place of an earlier one. */
  add(muting: Muting, nowMs: number): void {
    this.#hold(muting, muting.at, nowMs);
  }

  /**
   * All that keeps them from speaking, also what was meant for whom they were under an earlier id; and those who were muted
   * for them.
   * @param network as in {@link find}
   */
  lift(id: string, network: string | undefined): readonly Muting[] {
    const own = this.#of(id, network).map(({ muting }) => muting);
    const ids = own.map((muting) => muting.id);
    const following = [...this.#all.values()].flatMap(({ muting }) =>
      muting.follows !== undefined && ids.includes(muting.follows) ? [muting] : [],
    );
    const lifted = [...own, ...following];
    for (const muting of lifted) this.#all.delete(muting.id);
    return lifted;
  }

  /** Mutes somebody who came in new, if somebody from behind their network is muted; answers with what is to be kept. */
  follow(id: string, network: string, nowMs: number): Muting | undefined {
    const [held] = [...this.#all.values()]
      .filter(({ muting, untilMs }) => muting.behind === network && untilMs > nowMs)
      .sort((one, other) => other.untilMs - one.untilMs);
    if (held === undefined) return undefined;
    const { behind: _, ...rest } = held.muting;
    const muting: Muting = { ...rest, id, follows: held.muting.id };
    this.#all.set(id, { muting, untilMs: held.untilMs });
    return muting;
  }

  /** @param network of somebody on plain text, and of nobody else */
  find(id: string, network: string | undefined, nowMs: number): Muted | undefined {
    const [held] = this.#of(id, network)
      .filter(({ untilMs }) => untilMs > nowMs)
      .sort((one, other) => other.untilMs - one.untilMs);
    if (held === undefined) return undefined;
    return { reason: held.muting.reason, ...secondsTo(held.untilMs, nowMs) };
  }

  /** Forgets those that are over; answers with their ids. */
  dropOver(nowMs: number): readonly string[] {
    const over = [...this.#all.entries()].filter(([, { untilMs }]) => untilMs <= nowMs).map(([id]) => id);
    for (const id of over) this.#all.delete(id);
    return over;
  }

  ids(): readonly string[] {
    return [...this.#all.keys()];
  }

  #hold(muting: Muting, now: number, nowMs: number): void {
    const untilMs = muting.until === undefined ? Infinity : nowMs + (muting.until - now);
    this.#all.set(muting.id, { muting, untilMs });
  }

  #of(id: string, network: string | undefined): readonly Held[] {
    const own = this.#all.get(id);
    if (network === undefined) return own === undefined ? [] : [own];
    return [...this.#all.values()].filter(({ muting }) => muting.id === id || muting.network === network);
  }
}

/** As it was written down; `undefined` if it is none. */
export function parseMuting(value: unknown): Muting | undefined {
  const { id, network, behind, follows, reason, at, until, ...more } = toFields(value) ?? {};
  const by = parseNamed(more['by']);
  if (!isText(id) || by === undefined || !isText(reason) || !isNumber(at)) return undefined;
  // One that had an end must not become one without.
  if (until !== undefined && !isNumber(until)) return undefined;
  return {
    ...{ id, by, reason, at },
    ...(isText(network) && { network }),
    ...(isText(behind) && { behind }),
    ...(isText(follows) && { follows }),
    ...(until !== undefined && { until }),
  };
}
