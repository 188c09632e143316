/** The events a server connection reports. */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/wire.ts';
import type { ConnectionStatus } from './connection-state.ts';

export type ConnectionEvent =
  | { readonly type: 'heard'; readonly message: ServerMessage }
  /** The host refused the join and expects another name or PIN. */
  | { readonly type: 'turned-away'; readonly refusal: Refusal }
  /** Sent on every change of the status, in both directions. */
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  /** The connection is gone; requests sent over it will not be answered. */
  | { readonly type: 'cut' }
  | { readonly type: 'replaced' }
  /** The person was removed, or may not join at all. */
  | { readonly type: 'removed'; readonly out: Removed }
  /** The host closed the connection and would close the next one too. */
  | { readonly type: 'ended' };
