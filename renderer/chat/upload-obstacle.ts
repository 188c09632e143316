/** Whether an upload that stopped is tried again, and what is said if it is not. It refuses to know clocks. */
import type { UploadFailure } from './uploads.ts';

/** Why an upload did not go on. */
export type Obstacle = { readonly is: 'no-answer' } | { readonly is: 'answer'; readonly status: number };

/** In a row. Without any answer it is tried for as long as the line to the host is there. */
const TRIES_MAX = 5;
/** Others of this person come first (RFC 6585 §4): sooner or later there is a place. */
export const TOO_MANY = 429;
/** The host has another part of it, or none any more: what it has can be asked, and begun anew. */
const ANSWERS_TO_ASK_AGAIN: ReadonlySet<number> = new Set([404, 409, 410]);

/** `undefined`: again, a little later. */
export function afterObstacle(obstacle: Obstacle, failures: number): UploadFailure | undefined {
  if (obstacle.is === 'no-answer') return undefined;
  const { status } = obstacle;
  if (status === TOO_MANY) return undefined;
  const again = isForLater(status) || ANSWERS_TO_ASK_AGAIN.has(status);
  return again && status !== 507 && failures < TRIES_MAX ? undefined : failureOf(status);
}

/** Too often, or the host's own trouble. (RFC 9110 §15, RFC 6585 §4) */
export function isForLater(status: number): boolean {
  return status === 423 || status === TOO_MANY || status >= 500;
}

function failureOf(status: number): UploadFailure {
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
      return 'no-room';
    default:
      return 'refused';
  }
}
