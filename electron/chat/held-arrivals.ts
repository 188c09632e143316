/**
 * Guests who come while others do, held for a moment so that they are told together: a thousand who come at once, each
 * told alone to all the others, would be half a million messages. It does not know who is told.
 */
import type { Joined } from '../../contract/entry.ts';

/** Nobody waits longer to be told of somebody who came. */
const HELD_MS = 200;

export class HeldArrivals {
  readonly #due: () => void;
  #held: Joined[] = [];
  /** Runs while any are held. */
  #timer: NodeJS.Timeout | undefined;
  /** When arrivals were told last; monotonic, milliseconds. */
  #toldAt = -Infinity;

  /** @param due what is held has to be told now */
  constructor(due: () => void) {
    this.#due = due;
  }

  /** Takes one more. */
  hold(joined: Joined): void {
    this.#held.push(joined);
  }

  /** Whether what is held may wait; if not, nobody came for a while before, and it is told at once. */
  mayWait(): boolean {
    if (this.#held.length === 0) return true;
    const left = this.#toldAt + HELD_MS - performance.now();
    if (left <= 0) return false;
    this.#timer ??= setTimeout(this.#due, left);
    return true;
  }

  /** What is held, and held no more. */
  release(): readonly Joined[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held.length === 0) return [];
    const held = this.#held;
    this.#held = [];
    this.#toldAt = performance.now();
    return held;
  }
}
