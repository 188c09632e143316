/** A person's place in the room: who they are at the other end of which connection. */
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import type { Connection, Listener } from '../../websocket/connection.ts';

export interface Peer {
  readonly address: string;
  readonly port: number;
  /** The browser's own description of itself, empty when it sent none. */
  readonly userAgent: string;
  /** `undefined` speaks plain text. */
  readonly subprotocol: string | undefined;
  /** The header lines of its handshake, as they may be shown. */
  readonly handshake?: string;
}

export interface Session {
  /** `undefined` for somebody at the form, who reads when they ask. */
  readonly connection: Connection | undefined;
  readonly peer: Peer;
  /** The rooms of two that the page knows of. */
  readonly rooms: Set<string>;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
  /** Says in words what is for them alone, to whoever has no page that does. */
  readonly hear?: ((message: ServerMessage) => void) | undefined;
}

/** Makes the connection to a peer; it tells the given listener. */
export type Open = (listener: Listener) => Connection;

/** A peer at the door. */
export interface Caller {
  readonly peer: Peer;
  /** What their connection takes up. */
  readonly place: {
    /** Whether somebody new may join by it: when few places are left, no network gets all of them. */
    readonly mayJoin: () => boolean;
    /** Somebody joined by it: it gives way to nobody any more. */
    readonly join: () => void;
  };
  readonly open: Open;
  /** Somebody asked for what no page asks for, or what is not theirs. */
  readonly refused: (code: ErrorCode, address: string) => void;
  /** A mistake of our own. */
  readonly failed: (error: unknown) => void;
}
