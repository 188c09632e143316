/**
 * Decides whether an upload is fast enough to keep its slot: a phone behind a wall is slow for a while, an attacker is
 * slow all the time. The caller supplies a monotonic time.
 */

export interface PaceLimits {
  readonly bytesPerSecondMin: number;
  /** No minimum applies for this long at the start. */
  readonly graceMs: number;
  /** The speed is averaged over this time. */
  readonly windowMs: number;
}

export const PACE_DEFAULT: PaceLimits = { bytesPerSecondMin: 8_192, graceMs: 10_000, windowMs: 10_000 };

/** Bytes within this share of the window are counted together. */
const STEP_SHARE = 0.02;

export class UploadPace {
  readonly #limits: PaceLimits;
  readonly #beganMs: number;
  /** Bytes of the last window, oldest first. */
  #steps: { readonly atMs: number; bytes: number }[] = [];

  constructor(limits: PaceLimits, nowMs: number) {
    this.#limits = limits;
    this.#beganMs = nowMs;
  }

  add(bytes: number, nowMs: number): void {
    const last = this.#steps[this.#steps.length - 1];
    if (last !== undefined && nowMs - last.atMs < this.#limits.windowMs * STEP_SHARE) last.bytes += bytes;
    else this.#steps.push({ atMs: nowMs, bytes });
  }

  isTooSlow(nowMs: number): boolean {
    const { bytesPerSecondMin, graceMs, windowMs } = this.#limits;
    this.#steps = this.#steps.filter(({ atMs }) => nowMs - atMs <= windowMs);
    if (nowMs - this.#beganMs < graceMs + windowMs) return false;
    const bytes = this.#steps.reduce((sum, step) => sum + step.bytes, 0);
    return bytes * 1_000 < bytesPerSecondMin * windowMs;
  }
}
