/** A token bucket: a burst, then a steady rate. It reads no clock. */

/** Shorter waits are rounding errors of fractional milliseconds. */
const ROUNDING_MS = 1e-6;

export class TokenBucket {
  readonly #intervalMs: number;
  readonly #slackMs: number;
  /** When the bucket will be full again, on the caller's clock. Storing a time loses no fraction of a token. */
  #fullMs = -Infinity;

  /**
   * @param burst capacity of the bucket: 1 or more
   * @param perSecond tokens per second, above 0
   */
  constructor(burst: number, perSecond: number) {
    this.#intervalMs = 1_000 / perSecond;
    this.#slackMs = (burst - 1) * this.#intervalMs;
  }

  /** Creates a bucket with `amount` tokens, which fills up to its burst from `nowMs` on. */
  static with(amount: number, burst: number, perSecond: number, nowMs: number): TokenBucket {
    const bucket = new TokenBucket(burst, perSecond);
    bucket.spend(nowMs, burst - amount);
    return bucket;
  }

  /**
   * Takes `amount` tokens if there is at least 1; a deficit delays the next one.
   *
   * @param nowMs monotonic
   *
   * @returns 0 if taken, otherwise the milliseconds until there is a token
   */
  take(nowMs: number, amount = 1): number {
    const waitMs = this.wait(nowMs);
    if (waitMs === 0) this.spend(nowMs, amount);
    return waitMs;
  }

  /** Takes tokens even if there are none, which delays the next one. */
  spend(nowMs: number, amount = 1): void {
    this.#fullMs = Math.max(this.#fullMs, nowMs) + amount * this.#intervalMs;
  }

  /** The milliseconds until there is a token, 0 if there is one now. Takes none. */
  wait(nowMs: number): number {
    const waitMs = this.#fullMs - nowMs - this.#slackMs;
    return waitMs > ROUNDING_MS ? waitMs : 0;
  }
}
