/** Accepts a connection: the subprotocol that the peer asked for decides how it is read. */
import type { Spoken } from '../../../locales/translate.ts';
import type { Hub } from '../hub.ts';
import type { JoinService } from '../join-service.ts';
import { PageGuest } from './page-guest.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { PlainGuest } from './plain-guest.ts';
import type { Caller } from '../sessions/session.ts';

export interface ConnectionContext {
  readonly hub: Hub;
  readonly joins: JoinService;
  readonly pin: PinGuard;
  /** In the host's own language. */
  readonly spoken: () => Spoken;
}

/** Call it once the handshake is accepted. */
export function acceptConnection({ hub, joins, pin, spoken }: ConnectionContext, caller: Caller): void {
  if (caller.peer.subprotocol === undefined) new PlainGuest(hub, joins, caller, pin, spoken());
  else new PageGuest(hub, joins, caller, pin);
}
