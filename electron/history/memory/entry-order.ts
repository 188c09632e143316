/** The order of the entries of all rooms, each with a number that it keeps, as the ids of a table do. */
import type { LogPosition } from '../../../contract/ipc/log.ts';

/** Dropped entries are cleared away when the order has grown to twice its size, and to this at least. */
const CLEARED_LENGTH_MIN = 10_000;

/** An entry by its number in the order, which starts at 1, and by its place in its room. */
export interface NumberedPosition extends LogPosition {
  readonly id: number;
}

export class EntryOrder {
  readonly #isThere: (position: LogPosition) => boolean;
  /** The oldest first; some may be dropped already. */
  #positions: NumberedPosition[] = [];
  #clearAt = CLEARED_LENGTH_MIN;
  #lastId = 0;

  /** @param isThere whether an entry was not dropped since */
  constructor(isThere: (position: LogPosition) => boolean) {
    this.#isThere = isThere;
  }

  push(room: string, seq: number): void {
    if (this.#positions.length >= this.#clearAt) this.#clear();
    this.#lastId += 1;
    this.#positions.push({ id: this.#lastId, room, seq });
  }

  /** All before an entry, the oldest first: none if it was dropped. All there are if none is given. */
  before(position?: LogPosition): readonly NumberedPosition[] {
    this.#clear();
    if (position === undefined) return this.#positions;
    const end = this.#positions.findIndex(({ room, seq }) => room === position.room && seq === position.seq);
    return this.#positions.slice(0, Math.max(0, end));
  }

  /** From before a number back to the oldest, as they are now, whatever is dropped meanwhile. */
  *backwards(before: number): Generator<NumberedPosition> {
    // To clear is to put another array in its place, so this one stays as it is.
    const positions = this.#positions;
    for (let i = firstFrom(positions, before) - 1; i >= 0; i -= 1) {
      const position = positions[i];
      if (position !== undefined) yield position;
    }
  }

  #clear(): void {
    this.#positions = this.#positions.filter((position) => this.#isThere(position));
    this.#clearAt = Math.max(CLEARED_LENGTH_MIN, this.#positions.length * 2);
  }
}

/** The index of the first with this number or a later one. */
function firstFrom(positions: readonly NumberedPosition[], id: number): number {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[middle]?.id ?? Infinity) < id) low = middle + 1;
    else high = middle;
  }
  return low;
}
