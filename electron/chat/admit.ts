/** The door: which protocol a peer asked for decides who reads what it sends. */
import type { Hub } from './hub.ts';
import { PageGuest } from './page-guest.ts';
import { seatPlainGuest } from './plain-guest.ts';
import type { Open, Peer } from './seat.ts';

/** Takes in a peer whose handshake was accepted. */
export function admit(hub: Hub, peer: Peer, open: Open): void {
  if (peer.subprotocol === undefined) seatPlainGuest(hub, peer, open);
  else new PageGuest(hub, peer, open);
}
