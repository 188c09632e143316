/** The door: which protocol a peer asked for decides who reads what it sends. */
import type { Spoken } from '../../../locales/translate.ts';
import type { Hub } from '../hub.ts';
import { PageGuest } from './page-guest.ts';
import type { PinGuard } from '../limits/pin-guard.ts';
import { PlainGuest } from './plain-guest.ts';
import type { Caller } from '../sessions/session.ts';

export interface ConnectionContext {
  readonly hub: Hub;
  readonly pin: PinGuard;
  /** In the host's own language. */
  readonly spoken: () => Spoken;
}

/** Takes in a peer whose handshake was accepted. */
export function acceptConnection({ hub, pin, spoken }: ConnectionContext, caller: Caller): void {
  if (caller.peer.subprotocol === undefined) new PlainGuest(hub, caller, pin, spoken());
  else new PageGuest(hub, caller, pin);
}
