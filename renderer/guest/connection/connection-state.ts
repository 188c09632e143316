/**
 * Derives the connection status from what is known about the page's sockets. Two sockets may be open at once, so
 * no single socket event determines the status; this state always does.
 */

export type ConnectionStatus =
  /** Not welcomed yet since connecting started. */
  | 'connecting'
  | 'here'
  | 'interrupted'
  /** The host answers HTTP requests, but no WebSocket gets through. */
  | 'blocked'
  /** The host announced that it is stopping. */
  | 'host-gone';

export interface ConnectionState {
  /** The host has welcomed the page since connecting started. */
  readonly welcomed: boolean;
  /**
   * When probing becomes an interruption, in milliseconds of the monotonic clock. `undefined` once the host was
   * heard on the welcomed connection after the probing began.
   */
  readonly doubtedUntil: number | undefined;
  /** The host announced that it is stopping and has not been heard since. */
  readonly goodbye: boolean;
  /** Consecutive connection tries that failed although the host then answered an HTTP request. */
  readonly blockedTries: number;
}

/** A single failure may have met a host that was just starting. */
const BLOCKED_TRIES_MIN = 2;

/** @param graceMs connecting faster than this is not shown */
export function connecting(now: number, graceMs: number): ConnectionState {
  return { welcomed: false, doubtedUntil: now + graceMs, goodbye: false, blockedTries: 0 };
}

/** Marks the connection as possibly dead. Only the first call sets the deadline; later ones change nothing. */
export function doubt(state: ConnectionState, now: number, graceMs: number): ConnectionState {
  return { ...state, doubtedUntil: state.doubtedUntil ?? now + graceMs };
}

/** The state after the host was heard on the welcomed connection. */
export function proven(): ConnectionState {
  return { welcomed: true, doubtedUntil: undefined, goodbye: false, blockedTries: 0 };
}

/** The state after a failed connection try, once an HTTP request has shown whether the host is reachable. */
export function tried(state: ConnectionState, answers: boolean): ConnectionState {
  // The host was heard in the meantime.
  if (isProven(state)) return state;
  return { ...state, blockedTries: answers ? state.blockedTries + 1 : 0 };
}

/** Whether the welcomed connection is believed to be open. */
export function isProven({ doubtedUntil }: ConnectionState): boolean {
  return doubtedUntil === undefined;
}

export function statusOf(
  { welcomed, doubtedUntil, goodbye, blockedTries }: ConnectionState,
  now: number,
): ConnectionStatus {
  const blocked = blockedTries >= BLOCKED_TRIES_MIN;
  // A host that answers HTTP has come back since it stopped.
  if (goodbye && !blocked) return 'host-gone';
  if (doubtedUntil === undefined) return 'here';
  if (now < doubtedUntil && !goodbye) return welcomed ? 'here' : 'connecting';
  return blocked ? 'blocked' : 'interrupted';
}
