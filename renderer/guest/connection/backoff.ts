/** How long to wait before the next try. It refuses to know what is tried. */

const FIRST_MS = 500;

/**
 * Exponential with full jitter, so that thirty phones do not all knock at once when the host is back.
 * `random` is in [0, 1); `failures` counts the tries before this one.
 */
export function retryDelayMs(failures: number, mostMs: number, random: number): number {
  return random * Math.min(mostMs, FIRST_MS * 2 ** Math.min(failures, 16));
}
