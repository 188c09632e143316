/** How the page stands to the host, from the door to the room and back. It refuses to know what is said there. */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Refusal } from '../../../contract/wire/server-message.ts';
import type { ConnectionStatus } from '../connection/connection-state.ts';

export type Status =
  | { readonly is: 'asking-name'; readonly refusal: Turned | undefined }
  /** On the way in, for the first time or because somebody asked to try again. */
  | { readonly is: 'connecting' }
  /** Asked to come in, but no host has answered yet; the page keeps trying. */
  | { readonly is: 'unreachable' }
  | { readonly is: 'here' }
  | { readonly is: 'lost' }
  /** The host answers, but something on the way lets no WebSocket through; the page keeps trying. */
  | { readonly is: 'blocked' }
  /** The host said that it switches the light off. */
  | { readonly is: 'host-gone' }
  /** The same person came in by another tab. */
  | { readonly is: 'replaced' }
  /** The host ended the connection, and would do so again. */
  | { readonly is: 'ended' }
  /** Asked to leave; until then, in milliseconds of the monotonic clock. */
  | { readonly is: 'removed'; readonly out: Removed; readonly until: number | undefined };

/** Why the host would not let the person in, and for how long. */
export interface Turned {
  readonly code: ErrorCode;
  readonly seconds?: number;
}

export function turnedAway({ code, seconds }: Refusal): Status {
  return { is: 'asking-name', refusal: { code, ...(seconds !== undefined && { seconds }) } };
}

/**
 * As the connections have it. What ends them (`replaced`, `ended`, `out`, and being turned away) is told otherwise.
 *
 * @param known whether the person has been in
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

/** Whether the person may be asked for the number that the host wants to hear. */
export function asksPin(code: ErrorCode): boolean {
  return code === 'pin-required' || code === 'pin-wrong' || code === 'pin-wait';
}
