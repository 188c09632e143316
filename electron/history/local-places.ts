/** Gives entries their places by counting: for a server that shares its rooms with no other. */
import type { Entry, NewEntry } from '../../contract/model/entry.ts';
import type { Places } from './places.ts';

export class LocalPlaces implements Places {
  /** Room → the number that was given last. */
  readonly #last: Map<string, number>;
  readonly #now: () => number;
  #placed: (entries: readonly Entry[]) => void = () => undefined;

  /**
   * @param last the last number of each room in which anything was said
   * @param now the wall clock, milliseconds since 1970
   */
  constructor(last: Iterable<readonly [room: string, seq: number]>, now: () => number) {
    this.#last = new Map(last);
    this.#now = now;
  }

  offer(entry: NewEntry): void {
    const seq = (this.#last.get(entry.room) ?? 0) + 1;
    this.#last.set(entry.room, seq);
    // A clock that went wrong and is right again is followed down: the order is that of `seq`.
    this.#placed([{ ...entry, seq, at: this.#now() }]);
  }

  onPlaced(placed: (entries: readonly Entry[]) => void): void {
    this.#placed = placed;
  }

  settled(): Promise<void> {
    return Promise.resolve();
  }
}
