/** How long, and how much, of what is said is kept. It refuses to know what drops it. */

/** How long the host keeps what is said. */
export interface Kept {
  /** `false`: only until the host ends. */
  readonly saved: boolean;
  /** Days; left out where nothing is dropped for its age. */
  readonly days?: number;
  /** Past so many the oldest is dropped; left out where it is not saved. */
  readonly megabytes?: number;
}
