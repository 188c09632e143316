/** The session of a person: connected, or away for a moment and expected back. */
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

export interface HereSession {
  readonly state: 'here';
  /** `undefined` for a guest at the form, who reads when they ask. */
  readonly connection: Connection | undefined;
  readonly peer: Peer;
  /** The private rooms that the page knows of. */
  readonly rooms: Set<string>;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
  /** Receives what is for this person alone, where they have no page. */
  readonly hear?: ((message: ServerMessage) => void) | undefined;
}

/** Their connection is lost, and they come back to the same session until the timer ends it. */
export interface AwaySession {
  readonly state: 'away';
  readonly peer: Peer;
  /** When they joined; wall clock, milliseconds since 1970. */
  readonly since: number;
  readonly timer: NodeJS.Timeout;
}

export type Session = HereSession | AwaySession;

/** Makes the connection to a peer; it tells the given listener. */
export type Open = (listener: Listener) => Connection;

/** A peer whose handshake was accepted, and who has not joined yet. */
export interface Caller {
  readonly peer: Peer;
  /** What their connection takes up. */
  readonly place: {
    /** Whether a new person may join by it: when few places are left, no network gets all of them. */
    readonly mayJoin: () => boolean;
    /** A person joined by it: it gives way to nobody any more. */
    readonly join: () => void;
  };
  readonly open: Open;
  /** The peer asked for something that no page asks for, or that is not theirs. */
  readonly refused: (code: ErrorCode, address: string) => void;
  /** A mistake of our own. */
  readonly failed: (error: unknown) => void;
}
