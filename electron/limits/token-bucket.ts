/**
 * A token bucket: so many at once, and then so many a second. It refuses to know what is counted, and reads no clock.
 */

/** Refusals shorter than this are the rounding of a clock's fractions. */
const ROUNDING_MS = 1e-6;

export class TokenBucket {
  readonly #intervalMs: number;
  readonly #slackMs: number;
  /** When the bucket is full again, on the caller's clock. Counting in time loses no fraction of a token. */
  #fullMs = -Infinity;

  /**
   * @param burst how many at once, from a full bucket: 1 or more
   * @param perSecond how many come back in a second, above 0
   */
  constructor(burst: number, perSecond: number) {
    this.#intervalMs = 1_000 / perSecond;
    this.#slackMs = (burst - 1) * this.#intervalMs;
  }

  /** One that has so many now, and fills up to its burst from then on. */
  static with(amount: number, burst: number, perSecond: number, nowMs: number): TokenBucket {
    const pace = new TokenBucket(burst, perSecond);
    pace.spend(nowMs, burst - amount);
    return pace;
  }

  /**
   * Takes one, if there is one; or so many, also if there are fewer, and the next one comes so much later.
   * @param nowMs monotonic
   * @returns 0 if it was taken, otherwise the milliseconds until there is one
   */
  take(nowMs: number, amount = 1): number {
    const waitMs = this.wait(nowMs);
    if (waitMs === 0) this.spend(nowMs, amount);
    return waitMs;
  }

  /** Takes so many, also if there are none: the next one comes so much later. */
  spend(nowMs: number, amount = 1): void {
    this.#fullMs = Math.max(this.#fullMs, nowMs) + amount * this.#intervalMs;
  }

  /** The milliseconds until there is one to take, 0 if there is one now. Takes none. */
  wait(nowMs: number): number {
    const waitMs = this.#fullMs - nowMs - this.#slackMs;
    return waitMs > ROUNDING_MS ? waitMs : 0;
  }
}
