/** What the line tells those above it. */
import type { Removed } from '../../../contract/model/moderation.ts';
import type { Refusal, ServerMessage } from '../../../contract/wire/server-message.ts';
import type { ConnectionStatus } from './connection-state.ts';

export type ConnectionEvent =
  | { readonly type: 'heard'; readonly message: ServerMessage }
  /** The host would not let us in, and waits for another name. */
  | { readonly type: 'turned-away'; readonly refusal: Refusal }
  /** Told whenever it changes, in whichever direction. */
  | { readonly type: 'connection'; readonly status: ConnectionStatus }
  /** The connection is gone, and with it the answers to what was asked over it. */
  | { readonly type: 'cut' }
  | { readonly type: 'replaced' }
  /** Asked to leave, or not let in at all. */
  | { readonly type: 'removed'; readonly out: Removed }
  /** The host ended it, and would do so again. */
  | { readonly type: 'ended' };
