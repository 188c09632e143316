/** The events a server connection reports. */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import type { ConnectionStatus } from './connection-state.ts';

export type ConnectionEvent =
  | { readonly type: 'message-received'; readonly message: ServerMessage }
  /** The host refused the join and expects another name or PIN. */
  | { readonly type: 'join-refused'; readonly refusal: Refusal }
  /** Sent on every change of the status, in both directions. */
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  /** The connection is gone; requests sent over it will not be answered. */
  | { readonly type: 'connection-lost' }
  | { readonly type: 'replaced' }
  /** The person was removed, or may not join at all. */
  | { readonly type: 'removed'; readonly removal: Removed }
  /** The host closed the connection and would close the next one too. */
  | { readonly type: 'ended' };
