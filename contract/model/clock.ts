/** What the host says of the clock of its computer, where that matters: it jumped, or much would be deleted because of it. */

/** The clock jumped while the host was on, or is not where it should be at the start. */
export interface ClockJump {
  readonly when: 'running' | 'start';
  /** Milliseconds; negative for back. */
  readonly ms: number;
}

/** Much is too old all at once, and waits. */
export interface HeldDeletion {
  /** So many entries, of so many. */
  readonly due: number;
  readonly all: number;
  /** After which they are too old. */
  readonly days: number;
  /** That the host has to be on before they are deleted. */
  readonly hours: number;
}

export interface ClockStatus {
  /** The last one since the host started. */
  readonly jump?: ClockJump;
  readonly held?: HeldDeletion | undefined;
}
