/**
 * A token bucket shared by many, which serves light users before heavy ones: those who asked for much recently wait for
 * those who asked for little, never the other way round. The caller supplies a monotonic time.
 *
 * Each taker has a rank, which grows with what the person and their network asked for recently, and each rank has a
 * bucket of the same rate. A request takes from the bucket of the highest rank that has tokens, down to the taker's
 * own, and also from all buckets above it. So a taker is refused only if takers of the same and lower ranks together
 * exceed the rate. Over any time, all takers together get at most the rate, one burst, and a small burst for each rank
 * but the highest.
 */
import { TokenBucket } from './token-bucket.ts';
import { RecentSums } from './recent-sums.ts';

export interface FairBucketLimits {
  /** The most that all takers together get at once. */
  readonly burst: number;
  /** What each rank but the highest can get at once on top when the higher ones have taken everything. */
  readonly quietBurst: number;
  readonly perSecond: number;
  /**
   * What a person asked for within the last second is multiplied by this and compared with the sum of {@link
   * RECENT_MS}: a burst counts as heavy use at once, not only after the same time as slower users.
   */
  readonly lastSecondTimes: number;
  /** The limit of each rank of a person, as a sum over {@link RECENT_MS}; one more rank is above the last. */
  readonly personRanks: readonly number[];
  /** The same for a network. */
  readonly networkRanks: readonly number[];
}

/** Identifies who takes tokens. */
export interface Taker {
  readonly id: string;
  readonly network: string;
}

/** Requests count for this long. */
export const RECENT_MS = 10_000;

export class FairBucket {
  readonly #limits: FairBucketLimits;
  /** By rank, lowest first. The last one counts every taker. */
  readonly #buckets: readonly TokenBucket[];
  readonly #people = new RecentSums(RECENT_MS);
  readonly #networks = new RecentSums(RECENT_MS);

  constructor(limits: FairBucketLimits) {
    this.#limits = limits;
    const { burst, quietBurst, perSecond, personRanks, networkRanks } = limits;
    const lowRanks = [...personRanks, ...networkRanks].map(() => new TokenBucket(quietBurst, perSecond));
    this.#buckets = [...lowRanks, new TokenBucket(burst, perSecond)];
  }

  /**
   * Takes tokens if there are any for the taker's rank. Refused requests count too.
   *
   * @param nowMs monotonic
   *
   * @returns 0 if taken, otherwise the milliseconds until it may succeed
   */
  take({ id, network }: Taker, nowMs: number, amount = 1): number {
    const { personRanks, networkRanks, lastSecondTimes } = this.#limits;
    const person = this.#people.add(id, amount, nowMs);
    const rank =
      rankOf(Math.max(person.sum, person.lately * lastSecondTimes), personRanks) +
      rankOf(this.#networks.add(network, amount, nowMs).sum, networkRanks);
    // Tokens reserved for the lower ranks are used only when the higher buckets are empty.
    const waits = this.#buckets.map((bucket) => bucket.wait(nowMs));
    const highest = waits.lastIndexOf(0);
    if (highest < rank) return Math.min(...waits.slice(rank));
    for (const bucket of this.#buckets.slice(highest)) bucket.spend(nowMs, amount);
    return 0;
  }
}

/** @param ranks the upper limit of each rank */
function rankOf(sum: number, ranks: readonly number[]): number {
  const rank = ranks.findIndex((most) => sum <= most);
  return rank === -1 ? ranks.length : rank;
}
