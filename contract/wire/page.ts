/** A part of a room's log as it is read: which one is asked for, and what comes. */
import type { Entry } from '../model/entry.ts';

/** A stretch of one room's log, in order and without a gap. */
export interface Page {
  readonly room: string;
  readonly entries: readonly Entry[];
  /** Nothing older is kept. */
  readonly first: boolean;
  /** Nothing newer was there when it was read. */
  readonly last: boolean;
}

/** Where in a room to read: before or after an entry, around one, or around the first one of a time. */
export type ReadPosition =
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number }
  /** Milliseconds since 1970. */
  | { readonly since: number };
