/**
 * When what is too old, or too much, is dropped: every few minutes, and as soon as a good deal came. It refuses to know
 * how that is done.
 */
import type { Entry } from '../../contract/entry.ts';

const PRUNE_INTERVAL_MS = 600_000;
/** Once so large a part of what may be kept came to it, what is too much goes. */
const PRUNED_PART = 1 / 32;
/** What an entry takes beside its text. */
const ENTRY_BYTES = 512;
const DAY_MS = 86_400_000;

/** @param before milliseconds since 1970; 0 drops nothing for its age */
export type Prune = (before: number, bytesMax: number) => Promise<void>;

export class Pruning {
  readonly #now: () => number;
  readonly #prune: Prune;
  #days = 0;
  #bytesMax = Number.MAX_SAFE_INTEGER;
  #timer: NodeJS.Timeout | undefined;
  /** Bytes that were committed since then, nearly. */
  #grown = 0;

  /** @param now wall clock, milliseconds since 1970 */
  constructor(now: () => number, prune: Prune) {
    this.#now = now;
    this.#prune = prune;
  }

  /** From now on, and at once. @param days 0 drops nothing for its age */
  keep(days: number, bytesMax: number): void {
    this.#days = days;
    this.#bytesMax = bytesMax;
    this.stop();
    this.#timer = setInterval(() => this.#pruneNow(), PRUNE_INTERVAL_MS);
    this.#timer.unref();
    this.#pruneNow();
  }

  /** These are on the disk now. */
  grew(entries: readonly Entry[]): void {
    for (const entry of entries) this.#grown += ENTRY_BYTES + ('text' in entry ? entry.text.length : 0);
    if (this.#grown > this.#bytesMax * PRUNED_PART) this.#pruneNow();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #pruneNow(): void {
    this.#grown = 0;
    void this.#prune(this.#days === 0 ? 0 : this.#now() - this.#days * DAY_MS, this.#bytesMax);
  }
}
