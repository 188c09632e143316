/** What the pure core may not draw for itself: randomness, and what time it is. */
export interface ClockAndIds {
  readonly identity: () => { readonly id: string; readonly token: string };
  /** The wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic, milliseconds. */
  readonly elapsed: () => number;
  /** A hash of a token: it is stored in place of the token, so that reading the store lets nobody pass for another. */
  readonly proofOf: (token: string) => string;
}
