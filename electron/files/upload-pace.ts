/**
 * Whether an upload comes fast enough to keep its place: slow for a while is a phone behind a wall, slow for good is
 * somebody who holds a place. Time comes in from outside and is monotonic.
 */

export interface PaceLimits {
  readonly bytesPerSecondMin: number;
  /** Of the beginning nothing is asked. */
  readonly graceMs: number;
  /** Over what the pace is averaged. */
  readonly windowMs: number;
}

export const PACE_DEFAULT: PaceLimits = { bytesPerSecondMin: 8_192, graceMs: 10_000, windowMs: 10_000 };

/** What comes within this part of the window is counted together. */
const STEP_SHARE = 0.02;

export class UploadPace {
  readonly #limits: PaceLimits;
  readonly #beganMs: number;
  /** Of late, oldest first. */
  #steps: { readonly atMs: number; bytes: number }[] = [];

  constructor(limits: PaceLimits, nowMs: number) {
    this.#limits = limits;
    this.#beganMs = nowMs;
  }

  take(bytes: number, nowMs: number): void {
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
