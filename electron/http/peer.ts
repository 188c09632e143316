/** Who is at the other end of a request. It refuses to know what they want. */
import type { IncomingMessage } from 'node:http';

export interface RequestPeer {
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly subprotocol: undefined;
}

/** In UTF-16 units, as for a WebSocket: the console is sent it whenever somebody comes or goes. */
const USER_AGENT_MAX = 256;

export function peerOf({ socket, headers }: IncomingMessage): RequestPeer {
  return {
    // A socket on every network reports IPv4 peers in IPv6 clothes (RFC 4291 §2.5.5.2).
    address: (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
    port: socket.remotePort ?? 0,
    userAgent: (headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX),
    subprotocol: undefined,
  };
}
