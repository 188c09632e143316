/** Decides whether a stopped upload is tried again, and which failure is shown otherwise. */
import type { UploadFailure } from '../state/uploads.ts';

/** Why an upload stopped. */
export type Obstacle =
  | { readonly is: 'no-answer' }
  /** `share`: this person's share of the storage is full, not the host as a whole. */
  | { readonly is: 'answer'; readonly status: number; readonly share?: boolean };

/**
 * Consecutive tries after an error response. Without any response, retries continue as long as the page is
 * connected.
 */
const TRIES_MAX = 5;
/** Other uploads take precedence (RFC 6585 §4, RFC 9110 §15.6.4). A slot becomes free sooner or later. */
const SLOTS_TAKEN: ReadonlySet<number> = new Set([429, 503]);
/**
 * The host has a different offset, or no longer has the upload. The next try asks for the offset, or starts
 * again.
 */
const RECOVERABLE: ReadonlySet<number> = new Set([404, 409, 410]);

/** `undefined` means: try again a little later. */
export function afterObstacle(obstacle: Obstacle, failures: number): UploadFailure | undefined {
  if (obstacle.is === 'no-answer') return undefined;
  const { status, share = false } = obstacle;
  if (waitsForSlot(obstacle)) return undefined;
  const mayRetry = isRetriedLater(status) || RECOVERABLE.has(status);
  return mayRetry && status !== 507 && failures < TRIES_MAX ? undefined : failureOf(status, share);
}

/** Whether the upload waits for a free slot, not for the connection. */
export function waitsForSlot(obstacle: Obstacle): boolean {
  return obstacle.is === 'answer' && SLOTS_TAKEN.has(obstacle.status);
}

/** Rate limits and server errors (RFC 9110 §15, RFC 6585 §4). */
export function isRetriedLater(status: number): boolean {
  return status === 423 || status === 429 || status >= 500;
}

function failureOf(status: number, share: boolean): UploadFailure {
  switch (status) {
    case 401:
    case 403:
      return 'not-let-in';
    case 404:
    case 410:
      return 'gone';
    case 408:
      return 'too-slow';
    case 409:
      return 'mixed-up';
    case 413:
      return 'too-large';
    case 507:
      return share ? 'share' : 'no-room';
    default:
      return 'refused';
  }
}
