/** What the console sees of one connection: its handshake, its frames, its end. Nothing of it is what anybody said. */
import type { Via } from '../model/person.ts';

/** One frame of RFC 6455 as it passed. */
export interface InspectedFrame {
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  /** Seen from the host. */
  readonly way: 'in' | 'out';
  readonly opcode: number;
  readonly fin: boolean;
  /** Payload bytes. */
  readonly length: number;
  /** Of a message of `porchlight.v1`: its type, and nothing else of it. */
  readonly kind?: string;
  /** Of a close frame. */
  readonly code?: number;
}

/** The newest frames of a connection that somebody looks at, and how it began. */
export interface ConnectionInspection {
  /** Of the person. */
  readonly id: string;
  readonly address: string;
  readonly port: number;
  readonly via: Via;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
  /** The header lines of the handshake, what is nobody else's business hidden. */
  readonly handshake: readonly string[];
  /** The oldest first. */
  readonly frames: readonly InspectedFrame[];
  /** How many passed since somebody looks, with those that are not held any more. */
  readonly passed: number;
  /** What waits for the peer, in bytes. */
  readonly waiting: number;
  /** How it was closed, if it is over. */
  readonly closed?: number;
}

/** A connection that ended a short while ago. */
export interface EndedConnection {
  readonly id: string;
  /** Of whoever it was, as they were called then. */
  readonly name: string;
  readonly address: string;
  /** Wall clock, milliseconds since 1970. */
  readonly at: number;
  readonly code: number;
}

export const FRAMES_KEPT_MAX = 200;
export const ENDED_MAX = 30;
