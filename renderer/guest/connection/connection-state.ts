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
  readonly probingUntil: number | undefined;
  /** The host announced that it is stopping and has not been heard since. */
  readonly isStopping: boolean;
  /** Consecutive connection tries that failed although the host then answered an HTTP request. */
  readonly blockedFailures: number;
}

/** A single failure may have met a host that was just starting. */
const BLOCKED_FAILURES_MIN = 2;

/** @param graceMs connecting faster than this is not shown */
export function connecting(now: number, graceMs: number): ConnectionState {
  return { welcomed: false, probingUntil: now + graceMs, isStopping: false, blockedFailures: 0 };
}

/** Marks the connection as possibly dead. Only the first call sets the deadline; later ones change nothing. */
export function startProbing(state: ConnectionState, now: number, graceMs: number): ConnectionState {
  return { ...state, probingUntil: state.probingUntil ?? now + graceMs };
}

/** The state after the host was heard on the welcomed connection. */
export function confirmed(): ConnectionState {
  return { welcomed: true, probingUntil: undefined, isStopping: false, blockedFailures: 0 };
}

/** The state after a failed connection try, once an HTTP request has shown whether the host is reachable. */
export function afterFailedTry(state: ConnectionState, isReachable: boolean): ConnectionState {
  // The host was heard in the meantime.
  if (isConfirmed(state)) return state;
  return { ...state, blockedFailures: isReachable ? state.blockedFailures + 1 : 0 };
}

/** Whether the welcomed connection is believed to be open. */
export function isConfirmed({ probingUntil }: ConnectionState): boolean {
  return probingUntil === undefined;
}

export function statusOf(
  { welcomed, probingUntil, isStopping, blockedFailures }: ConnectionState,
  now: number,
): ConnectionStatus {
  const blocked = blockedFailures >= BLOCKED_FAILURES_MIN;
  // A host that answers HTTP has come back since it stopped.
  if (isStopping && !blocked) return 'host-gone';
  if (probingUntil === undefined) return 'here';
  if (now < probingUntil && !isStopping) return welcomed ? 'here' : 'connecting';
  return blocked ? 'blocked' : 'interrupted';
}
