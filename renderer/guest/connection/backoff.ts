/** Computes the delay before a retry. */

const FIRST_MS = 500;

/**
 * Exponential backoff with full jitter, so that 30 phones do not reconnect at once when the host is back.
 *
 * @param failures number of failed tries so far
 * @param maxMs upper limit of the delay, in milliseconds
 * @param random in [0, 1)
 * @returns the delay in milliseconds
 */
export function retryDelayMs(failures: number, maxMs: number, random: number): number {
  return random * Math.min(maxMs, FIRST_MS * 2 ** Math.min(failures, 16));
}
