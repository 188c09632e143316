/**
 * A pace that many share, and the quiet before the loud: whoever asked for much of late waits for those who asked for
 * little, never the other way round. Time comes in from outside and is monotonic.
 *
 * Everybody has a rank, by how much they and their network asked for of late, and each rank has a bucket of the same pace.
 * Somebody takes from the loudest bucket that has some, down to that of their own rank, and with it from all louder ones.
 * So somebody is refused only if those of their own rank and the quieter ones together go past the pace; and over any time
 * all together get no more than the pace, one burst, and a small one for each rank but the loudest.
 */
import { TokenBucket } from './token-bucket.ts';
import { RecentSums } from './recent-sums.ts';

export interface FairBucketLimits {
  /** How much at once, of all together. */
  readonly burst: number;
  /** How much more each rank but the loudest gets at once when the louder ones have taken all. */
  readonly quietBurst: number;
  readonly perSecond: number;
  /**
   * What somebody asked for within the last second counts as so many times as much in {@link RECENT_MS}: who asks for all at once
   * is loud from then on, and not only when others have asked for as much in their own time.
   */
  readonly lastSecondTimes: number;
  /** Up to how much within {@link RECENT_MS} each rank of a person asks for; past the last one comes one more. */
  readonly personRanks: readonly number[];
  /** The same, of a network. */
  readonly networkRanks: readonly number[];
}

/** Who takes from it. */
export interface Taker {
  readonly id: string;
  readonly network: string;
}

/** For so long what somebody asked for counts. */
export const RECENT_MS = 10_000;

export class FairBucket {
  readonly #limits: FairBucketLimits;
  /** By rank, the quietest first; in the last one everybody is counted. */
  readonly #buckets: readonly TokenBucket[];
  readonly #people = new RecentSums(RECENT_MS);
  readonly #networks = new RecentSums(RECENT_MS);

  constructor(limits: FairBucketLimits) {
    this.#limits = limits;
    const { burst, quietBurst, perSecond, personRanks, networkRanks } = limits;
    const quiet = [...personRanks, ...networkRanks].map(() => new TokenBucket(quietBurst, perSecond));
    this.#buckets = [...quiet, new TokenBucket(burst, perSecond)];
  }

  /**
   * Takes so much, if there is some for this rank. What was asked for counts, also if it was refused.
   * @param nowMs monotonic
   * @returns 0 if it was taken, otherwise the milliseconds until there is some
   */
  take({ id, network }: Taker, nowMs: number, amount = 1): number {
    const { personRanks, networkRanks, lastSecondTimes } = this.#limits;
    const person = this.#people.add(id, amount, nowMs);
    const rank =
      rankOf(Math.max(person.sum, person.lately * lastSecondTimes), personRanks) +
      rankOf(this.#networks.add(network, amount, nowMs).sum, networkRanks);
    // As long as there is some for the loud, nothing is taken that is for the quiet alone.
    const waits = this.#buckets.map((bucket) => bucket.wait(nowMs));
    const loudest = waits.lastIndexOf(0);
    if (loudest < rank) return Math.min(...waits.slice(rank));
    for (const bucket of this.#buckets.slice(loudest)) bucket.spend(nowMs, amount);
    return 0;
  }
}

/** @param ranks the most of each */
function rankOf(sum: number, ranks: readonly number[]): number {
  const rank = ranks.findIndex((most) => sum <= most);
  return rank === -1 ? ranks.length : rank;
}
