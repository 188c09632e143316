/** How much was counted of late for each of many keys, to a twentieth of the time. Time comes in from outside and is monotonic. */

/** In how many parts the time is counted. */
const PARTS = 20;
/** So many of them are the last moments. */
const LAST_PARTS = 2;
/** As many people as can come back as themselves. */
const KEYS_MAX = 10_000;

/** How much of one key. */
export interface Recent {
  readonly sum: number;
  /** Of the last tenth of the time alone, to a half of it. */
  readonly lately: number;
}

interface Sum {
  /** By part, of the last {@link PARTS}. */
  readonly parts: number[];
  /** The part that was counted in last. */
  last: number;
}

export class RecentSums {
  readonly #partMs: number;
  /** The key that was counted for the longest ago first. */
  readonly #sums = new Map<string, Sum>();

  /** How many keys are kept. */
  get size(): number {
    return this.#sums.size;
  }

  /** @param recentMs for how long something counts */
  constructor(recentMs: number) {
    this.#partMs = recentMs / PARTS;
  }

  /** Counts it, and answers with what was counted of late, with it. */
  add(key: string, amount: number, nowMs: number): Recent {
    const now = Math.floor(nowMs / this.#partMs);
    const sum = this.#sums.get(key) ?? { parts: Array<number>(PARTS).fill(0), last: now };
    for (let part = Math.max(sum.last + 1, now - PARTS + 1); part <= now; part += 1)
      sum.parts[part % PARTS] = 0;
    sum.last = now;
    sum.parts[now % PARTS] = (sum.parts[now % PARTS] ?? 0) + amount;
    this.#keep(key, sum, now);
    const of = (parts: number) => {
      let amount = 0;
      for (let part = now - parts + 1; part <= now; part += 1) amount += sum.parts[part % PARTS] ?? 0;
      return amount;
    };
    return { sum: of(PARTS), lately: of(LAST_PARTS) };
  }

  /** Makes it the last one, and forgets those of which nothing counts any more. */
  #keep(key: string, sum: Sum, now: number): void {
    this.#sums.delete(key);
    this.#sums.set(key, sum);
    for (const [oldest, { last }] of this.#sums) {
      if (now - last < PARTS && this.#sums.size <= KEYS_MAX) return;
      this.#sums.delete(oldest);
    }
  }
}
