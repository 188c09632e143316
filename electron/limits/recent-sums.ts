/** Sums over a sliding window for many keys, to a twentieth of the window. The caller supplies a monotonic time. */

/** Number of parts of the window. */
const PARTS = 20;
/** The last parts that make up `lately`. */
const LAST_PARTS = 2;
/** As many as the people who can return under their name. */
const KEYS_MAX = 10_000;

/** The sums of one key. */
export interface Recent {
  readonly sum: number;
  /** The sum of the last tenth of the window, to half of that. */
  readonly lately: number;
}

interface Sum {
  /** A ring of the last {@link PARTS} parts. */
  readonly parts: number[];
  /** The part of the last count. */
  last: number;
}

export class RecentSums {
  readonly #partMs: number;
  /** In the order of their last count, oldest first. */
  readonly #sums = new Map<string, Sum>();

  /** Number of keys. */
  get size(): number {
    return this.#sums.size;
  }

  /** @param recentMs length of the window */
  constructor(recentMs: number) {
    this.#partMs = recentMs / PARTS;
  }

  /** Adds an amount, and returns the sums including it. */
  add(key: string, amount: number, nowMs: number): Recent {
    const now = Math.floor(nowMs / this.#partMs);
    const sum = this.#sums.get(key) ?? { parts: Array<number>(PARTS).fill(0), last: now };
    for (let part = Math.max(sum.last + 1, now - PARTS + 1); part <= now; part += 1)
      sum.parts[part % PARTS] = 0;
    sum.last = now;
    sum.parts[now % PARTS] = (sum.parts[now % PARTS] ?? 0) + amount;
    this.#refresh(key, sum, now);
    const of = (parts: number) => {
      let amount = 0;
      for (let part = now - parts + 1; part <= now; part += 1) amount += sum.parts[part % PARTS] ?? 0;
      return amount;
    };
    return { sum: of(PARTS), lately: of(LAST_PARTS) };
  }

  /** Moves the key to the end, and drops keys with nothing left in the window. */
  #refresh(key: string, sum: Sum, now: number): void {
    this.#sums.delete(key);
    this.#sums.set(key, sum);
    for (const [oldest, { last }] of this.#sums) {
      if (now - last < PARTS && this.#sums.size <= KEYS_MAX) return;
      this.#sums.delete(oldest);
    }
  }
}
