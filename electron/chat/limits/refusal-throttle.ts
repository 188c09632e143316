/**
 * Holds a connection that is refused again and again: nothing more of it is read until it may be refused once more. One
 * that had sent so much by then that it would be held for long is closed.
 */
import type { TokenBucket } from '../../limits/token-bucket.ts';

/** A connection that would be held for longer is closed. */
const HELD_MAX_MS = 10_000;

export interface RefusalThrottleParts {
  /** One refusal is one of it. */
  readonly pace: Pick<TokenBucket, 'spend' | 'wait'>;
  /** Nothing more is to be read, or something again. */
  readonly hold: (held: boolean) => void;
  readonly close: () => void;
  /** Monotonic, milliseconds. */
  readonly elapsed: () => number;
}

export class RefusalThrottle {
  readonly #parts: RefusalThrottleParts;
  #release: NodeJS.Timeout | undefined;

  constructor(parts: RefusalThrottleParts) {
    this.#parts = parts;
  }

  /** The connection was refused something, and told so. */
  add(): void {
    const { pace, hold, close, elapsed } = this.#parts;
    const nowMs = elapsed();
    pace.spend(nowMs);
    const waitMs = pace.wait(nowMs);
    if (waitMs === 0) return;
    clearTimeout(this.#release);
    if (waitMs > HELD_MAX_MS) {
      close();
      return;
    }
    hold(true);
    this.#release = setTimeout(() => this.#letGo(), waitMs).unref();
  }

  /** Nothing is counted any more, and it is held no longer. */
  stop(): void {
    if (this.#release !== undefined) this.#letGo();
  }

  #letGo(): void {
    clearTimeout(this.#release);
    this.#release = undefined;
    this.#parts.hold(false);
  }
}
