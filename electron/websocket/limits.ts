/** Every limit and deadline of a connection, once, each with its unit in its name. */

export interface Limits {
  /** The longest message, summed over its fragments, checked before a byte of it is stored. */
  readonly messageBytesMax: number;
  /** How much may wait to be sent to a peer that does not read. */
  readonly backlogBytesMax: number;
  /** How long each side of the closing handshake may take before the socket is torn down. */
  readonly closeTimeoutMs: number;
  /** A peer that was silent for this long is asked for a sign of life by a ping. */
  readonly pingAfterMs: number;
  /** A peer that was silent for this long is gone. */
  readonly deadAfterMs: number;
}

export const LIMITS_DEFAULT: Limits = {
  messageBytesMax: 65_536,
  backlogBytesMax: 1_048_576,
  closeTimeoutMs: 2_000,
  pingAfterMs: 15_000,
  deadAfterMs: 25_000,
};
