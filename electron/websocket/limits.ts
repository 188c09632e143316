/** The limits and deadlines of a connection. Each name ends in its unit. */

export interface WebSocketLimits {
  /** The longest message, summed over its fragments. It is checked before any byte is stored. */
  readonly messageBytesMax: number;
  /** The time a message may take from its first byte to its last. */
  readonly messageTimeoutMs: number;
  /** Frames read from one peer before the other peers get their turn. */
  readonly framesPerTurn: number;
  /** While more than this is waiting to be sent to a peer, the server stops reading from that peer. */
  readonly pauseBytes: number;
  /** The most that may wait for a peer that does not read. */
  readonly backlogBytesMax: number;
  /** The most that may wait for all such peers together. */
  readonly backlogBytesTotalMax: number;
  /** How long more than `pauseBytes` may wait. */
  readonly stallTimeoutMs: number;
  /** The time for each half of the closing handshake. After that the socket is destroyed. */
  readonly closeTimeoutMs: number;
  /** The server pings a peer that has been silent for this long. */
  readonly pingAfterMs: number;
  /** A peer that has been silent for this long is closed. */
  readonly deadAfterMs: number;
}

export const WEBSOCKET_LIMITS_DEFAULT: WebSocketLimits = {
  messageBytesMax: 65_536,
  messageTimeoutMs: 10_000,
  framesPerTurn: 64,
  pauseBytes: 65_536,
  backlogBytesMax: 1_048_576,
  backlogBytesTotalMax: 67_108_864,
  stallTimeoutMs: 10_000,
  closeTimeoutMs: 2_000,
  pingAfterMs: 15_000,
  deadAfterMs: 25_000,
};
