/** Whether an upload that stopped is tried again, and what is said if it is not. It refuses to know clocks. */
import type { UploadFailure } from '../state/uploads.ts';

/** Why an upload did not go on. */
export type Obstacle =
  | { readonly is: 'no-answer' }
  /** `share`: of a full host, that it is this person's part of it which is full. */
  | { readonly is: 'answer'; readonly status: number; readonly share?: boolean };

/** In a row. Without any answer it is tried for as long as the line to the host is there. */
const TRIES_MAX = 5;
/** Others come first, of this person or of all (RFC 6585 §4, RFC 9110 §15.6.4): sooner or later there is a place. */
const PLACES_TAKEN: ReadonlySet<number> = new Set([429, 503]);
/** The host has another part of it, or none any more: what it has can be asked, and begun anew. */
const ANSWERS_TO_ASK_AGAIN: ReadonlySet<number> = new Set([404, 409, 410]);

/** `undefined`: again, a little later. */
export function afterObstacle(obstacle: Obstacle, failures: number): UploadFailure | undefined {
  if (obstacle.is === 'no-answer') return undefined;
  const { status, share = false } = obstacle;
  if (waitsForPlace(obstacle)) return undefined;
  const again = isRetriedLater(status) || ANSWERS_TO_ASK_AGAIN.has(status);
  return again && status !== 507 && failures < TRIES_MAX ? undefined : failureOf(status, share);
}

/** It is not the line that holds it up. */
export function waitsForPlace(obstacle: Obstacle): boolean {
  return obstacle.is === 'answer' && PLACES_TAKEN.has(obstacle.status);
}

/** Too often, or the host's own trouble. (RFC 9110 §15, RFC 6585 §4) */
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
