/**
 * Which rooms there are, by who reads in them: nobody's own rooms are looked for among those of all others.
 */
import { privatePair } from '../../contract/model/room.ts';

export class RoomsByReader {
  readonly #ofAll = new Set<string>();
  readonly #own = new Map<string, Set<string>>();

  add(room: string): void {
    const pair = privatePair(room);
    if (pair === undefined) this.#ofAll.add(room);
    for (const reader of pair ?? []) {
      const rooms = this.#own.get(reader) ?? new Set();
      this.#own.set(reader, rooms.add(room));
    }
  }

  /** Those of two people that are this one's, in the order in which they came. */
  ownOf(reader: string): readonly string[] {
    return [...(this.#own.get(reader) ?? [])];
  }

  /** Those of all, and this one's own. */
  readBy(reader: string): readonly string[] {
    return [...this.#ofAll, ...this.ownOf(reader)];
  }
}
