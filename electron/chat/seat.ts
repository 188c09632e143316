/** A person's place in the room: who they are at the other end of which connection. */
import type { Connection, Listener } from '../websocket/connection.ts';

export interface Peer {
  readonly address: string;
  readonly port: number;
  /** The browser's own description of itself, empty when it sent none. */
  readonly userAgent: string;
  /** `undefined` speaks plain text. */
  readonly subprotocol: string | undefined;
}

export interface Seat {
  readonly connection: Connection;
  readonly peer: Peer;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

/** Makes the connection to a peer; it tells the given listener. */
export type Open = (listener: Listener) => Connection;
