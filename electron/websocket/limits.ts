/** Every limit and deadline of a connection, once, each with its unit in its name. */

export interface WebSocketLimits {
  /** The longest message, summed over its fragments, checked before a byte of it is stored. */
  readonly messageBytesMax: number;
  /** How long a message may take from its first byte to its last. */
  readonly messageTimeoutMs: number;
  /** How many frames of one peer are read before the others have their turn. */
  readonly framesPerTurn: number;
  /** While more than this waits to be sent to a peer, nothing more of it is read: it may not ask for more. */
  readonly pauseBytes: number;
  /** How much may wait to be sent to a peer that does not read. */
  readonly backlogBytesMax: number;
  /** The same for all such peers together. */
  readonly backlogBytesTotalMax: number;
  /** How long anything past `pauseBytes` may wait. */
  readonly stallTimeoutMs: number;
  /** How long each side of the closing handshake may take before the socket is torn down. */
  readonly closeTimeoutMs: number;
  /** A peer that was silent for this long is asked for a sign of life by a ping. */
  readonly pingAfterMs: number;
  /** A peer that was silent for this long is gone. */
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
