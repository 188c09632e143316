/**
 * Who gives entries their place: a number in their room, and a time. `LocalPlaces` counts at once. A log that several
 * servers share answers later, in batches of its own, and with the entries of all of them.
 */
import type { Entry, NewEntry } from '../../contract/model/entry.ts';

export interface Places {
  /** Asks for a place, which may come before this returns. One entry, by author and `ref`, is offered once. */
  offer(entry: NewEntry): void;
  /**
   * Says who is told of places. In each room entries come in the order of their numbers, each once and without a gap, also
   * those that were offered elsewhere.
   */
  onPlaced(placed: (entries: readonly Entry[]) => void): void;
  /** Resolves when all that was offered so far has its place, or cannot get one now. */
  settled(): Promise<void>;
}
