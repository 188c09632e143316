/**
 * What the page knows about its connections to the host, and the one thing that it tells of them: the status. Sockets
 * come and go beside each other, so no event says how things stand; this does, at any time.
 */

export type ConnectionStatus =
  /** Not welcomed yet since it began to connect. */
  | 'connecting'
  | 'here'
  | 'interrupted'
  /** The host answers other requests: something on the way lets no WebSocket through. */
  | 'blocked'
  /** The host said that it switches the light off. */
  | 'host-gone';

export interface ConnectionState {
  /** The host has welcomed the page since it began to connect. */
  readonly welcomed: boolean;
  /**
   * When a doubt becomes an interruption, in milliseconds of the monotonic clock. `undefined` while there is none:
   * the page has heard the host on its welcomed connection since it began to doubt.
   */
  readonly doubtedUntil: number | undefined;
  /** The host has said goodbye and was not heard since. */
  readonly goodbye: boolean;
  /** How many tries to connect came to nothing, one after the other, each with an answer to another request after it. */
  readonly blockedTries: number;
}

/** One alone may have met a host that was just starting. */
const BLOCKED_TRIES_MIN = 2;

/** @param graceMs a shorter time to come in stays invisible */
export function connecting(now: number, graceMs: number): ConnectionState {
  return { welcomed: false, doubtedUntil: now + graceMs, goodbye: false, blockedTries: 0 };
}

/** Something speaks against the connection. The first doubt decides when it is told: more of them change nothing. */
export function doubt(state: ConnectionState, now: number, graceMs: number): ConnectionState {
  return { ...state, doubtedUntil: state.doubtedUntil ?? now + graceMs };
}

/** The host was heard on the welcomed connection. */
export function proven(): ConnectionState {
  return { welcomed: true, doubtedUntil: undefined, goodbye: false, blockedTries: 0 };
}

/** A try to connect came to nothing, and then the host answered another request, or did not. */
export function tried(state: ConnectionState, answers: boolean): ConnectionState {
  // It was heard in the meantime.
  if (isProven(state)) return state;
  return { ...state, blockedTries: answers ? state.blockedTries + 1 : 0 };
}

/** Whether the welcomed connection is open, for all that is known. */
export function isProven({ doubtedUntil }: ConnectionState): boolean {
  return doubtedUntil === undefined;
}

export function statusOf(
  { welcomed, doubtedUntil, goodbye, blockedTries }: ConnectionState,
  now: number,
): ConnectionStatus {
  const blocked = blockedTries >= BLOCKED_TRIES_MIN;
  // A host that answers has come back since it said goodbye.
  if (goodbye && !blocked) return 'host-gone';
  if (doubtedUntil === undefined) return 'here';
  if (now < doubtedUntil && !goodbye) return welcomed ? 'here' : 'connecting';
  return blocked ? 'blocked' : 'interrupted';
}
