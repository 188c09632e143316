/**
 * Guests who come while others do, held for a moment so that they get their place in the log, and are told, together: a
 * thousand who come at once, each told alone to all the others, would be half a million messages.
 */
import type { NewEntry } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';

/** Nobody waits longer for somebody who came to be told. */
const HELD_MS = 200;

/** Somebody who is in, and what is to be remembered and told of that. */
export interface Arrival {
  readonly known: { readonly proof: string; readonly person: Person };
  /** None of somebody who was not away long enough to be missed. */
  readonly drafts: readonly NewEntry[];
}

export class HeldArrivals {
  readonly #due: () => void;
  #held: Arrival[] = [];
  /** Runs while any are held. */
  #timer: NodeJS.Timeout | undefined;
  /** When any were released last; monotonic, milliseconds. */
  #releasedAt = -Infinity;

  /** @param due what is held has to be released now */
  constructor(due: () => void) {
    this.#due = due;
  }

  /** Takes one more. */
  hold(arrival: Arrival): void {
    this.#held.push(arrival);
  }

  /** Whether what is held may wait; if not, nobody came for a while before, and it is released at once. */
  mayWait(): boolean {
    if (this.#held.length === 0) return true;
    const left = this.#releasedAt + HELD_MS - performance.now();
    if (left <= 0) return false;
    this.#timer ??= setTimeout(this.#due, left);
    return true;
  }

  /** What is held, and held no more. */
  release(): readonly Arrival[] {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#held.length === 0) return [];
    const held = this.#held;
    this.#held = [];
    this.#releasedAt = performance.now();
    return held;
  }
}
