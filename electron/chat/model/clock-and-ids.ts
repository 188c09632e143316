/** What the pure core may not draw for itself: randomness, and what time it is. */
export interface ClockAndIds {
  readonly identity: () => { readonly id: string; readonly token: string };
  /** The wall clock, milliseconds since 1970. */
  readonly now: () => number;
  /** Monotonic, milliseconds. */
  readonly elapsed: () => number;
  /** What is kept of a token: whoever reads that has nobody's name. */
  readonly proofOf: (token: string) => string;
}
