/** Somebody on the plain-text protocol: reads what their client sends, and tells the hub. */
import { CloseCode } from '../websocket/close.ts';
import type { Hub } from './hub.ts';
import { QUIT } from './plain-text.ts';
import type { Open, Peer } from './seat.ts';

export function seatPlainGuest(hub: Hub, peer: Peer, open: Open): void {
  const connection = open({
    message: (data) => {
      // An empty message is how Internet Explorer asks whether the line is alive.
      if (data === '') return;
      if (typeof data !== 'string') connection.close(CloseCode.unsupportedData);
      else if (data === QUIT) hub.handle(id, { type: 'leave' });
      else hub.say(id, data);
    },
    closed: (closing) => hub.lose(id, connection, closing),
  });
  const id = hub.joinPlain(connection, peer);
}
