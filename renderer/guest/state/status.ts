/** The status of the page, from joining to being removed. */
import { defined } from '../../../contract/defined.ts';
import type { Removed } from '../../../contract/model/moderation.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import type { ConnectionStatus } from '../connection/connection-state.ts';

export type Status =
  | { readonly is: 'asking-name'; readonly refusal: JoinRefusal | undefined }
  /** Joining, for the first time or on request. */
  | { readonly is: 'connecting' }
  /** The host has not answered yet; the page keeps trying. */
  | { readonly is: 'unreachable' }
  | { readonly is: 'here' }
  | { readonly is: 'lost' }
  /** The host answers HTTP, but no WebSocket gets through; the page keeps trying. */
  | { readonly is: 'blocked' }
  /** The host announced that it is stopping. */
  | { readonly is: 'host-gone' }
  /** The same person joined in another tab. */
  | { readonly is: 'replaced' }
  /** The host closed the connection and would do so again. */
  | { readonly is: 'ended' }
  /** `until` is in milliseconds of the monotonic clock. */
  | { readonly is: 'removed'; readonly removal: Removed; readonly until: number | undefined };

/** Why the host refused the join, and for how long. */
export interface JoinRefusal {
  readonly code: ErrorCode;
  readonly seconds?: number;
}

export function joinRefused({ code, seconds }: Refusal): Status {
  return { is: 'asking-name', refusal: defined({ code, seconds }) };
}

/**
 * Maps the connection status. Other events report its end: replaced, ended, removed, and a refused join.
 *
 * @param known the person has joined before
 */
export function connectedAs(connection: ConnectionStatus, known: boolean): Status {
  switch (connection) {
    case 'connecting':
      return { is: 'connecting' };
    case 'here':
      return { is: known ? 'here' : 'connecting' };
    case 'interrupted':
      return { is: known ? 'lost' : 'unreachable' };
    case 'blocked':
      return { is: 'blocked' };
    case 'host-gone':
      return { is: known ? 'host-gone' : 'unreachable' };
  }
}

/** Whether the refusal asks for the PIN. */
export function asksPin(code: ErrorCode): boolean {
  return code === 'pin-required' || code === 'pin-wrong' || code === 'pin-wait';
}
