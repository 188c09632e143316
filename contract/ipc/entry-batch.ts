/** How what is said reaches the window, which may be slower than people are. */
import type { Deleted, Edited, Entry, Reacted } from '../model/entry.ts';

/** The newest entries, in order and without a gap; what was said faster than the window takes it was left out before them. */
export interface EntryBatch {
  /** Empty as long as the window keeps up. */
  readonly left: readonly LeftOut[];
  /** What was left out changes messages that the window may have. */
  readonly changes: readonly (Edited | Deleted | Reacted)[];
  readonly entries: readonly Entry[];
}

/** What the window is not told of a room; it reads it from the history. */
export interface LeftOut {
  readonly room: string;
  readonly messages: number;
  /** The sequence number of the last message of somebody else. */
  readonly news?: number;
}
