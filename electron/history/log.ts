/**
 * The ordered, append-only log of a room, as everybody else sees it. Who keeps it, and where, is decided in one
 * place; entries may be committed later than they are appended, but always in order.
 */
import type { Draft, Entry } from '../../contract/wire.ts';

export interface Page {
  readonly entries: readonly Entry[];
  /** Whether nothing is missing between what was asked for and the first of `entries`. */
  readonly whole: boolean;
}

export interface Log {
  /** Sequence numbers mean something within one log only. */
  readonly id: string;
  /**
   * Gives the draft its place. When it is committed, the listener hears of it.
   * A message whose author and `ref` are in the log already is not appended: that entry comes back instead.
   */
  append: (draft: Draft) => Entry | undefined;
  /** All entries after `after`, if they fit a page; else the last page. */
  since: (after: number) => Page;
  /** The last page. */
  last: () => Page;
}

/** Hears of entries in order, each once, when they are committed. */
export type Committed = (entries: readonly Entry[]) => void;
