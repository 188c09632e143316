/** The client of a request. */
import type { IncomingMessage } from 'node:http';

export interface RequestPeer {
  readonly address: string;
  readonly port: number;
  readonly userAgent: string;
  readonly subprotocol: undefined;
}

/** In UTF-16 units, as for a WebSocket. It is sent to the console whenever a guest joins or leaves. */
const USER_AGENT_MAX = 256;

export function peerOf({ socket, headers }: IncomingMessage): RequestPeer {
  return {
    // A dual-stack socket reports IPv4 peers as mapped IPv6 addresses (RFC 4291 §2.5.5.2).
    address: (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/, ''),
    port: socket.remotePort ?? 0,
    userAgent: (headers['user-agent'] ?? '').slice(0, USER_AGENT_MAX),
    subprotocol: undefined,
  };
}
