/** The end of each room's log, in memory, so that those who come in need not wait for the store. */
import type { Entry } from '../../contract/model/entry.ts';
import { NEW_ROOM, RESUME_ENTRIES_MAX, RoomLog, type Bounds } from './room-log.ts';
import { RoomsByReader } from './rooms-by-reader.ts';
import type { OpenedStore } from './store.ts';

const BOUNDS: Bounds = { entries: RESUME_ENTRIES_MAX, units: 2_000_000, elsewhere: true };

export class RoomTails {
  readonly #logs = new Map<string, RoomLog>();
  readonly #rooms = new RoomsByReader();

  constructor(ends: OpenedStore['ends']) {
    for (const { room, end } of ends) this.#add(room, new RoomLog(room, end, BOUNDS));
  }

  /** An empty one for a room in which nothing was said; to ask for it leaves nothing behind. */
  of(room: string): RoomLog {
    return this.#logs.get(room) ?? new RoomLog(room, NEW_ROOM, BOUNDS);
  }

  /** The rooms of two people in which anything was said, and of which this is one. */
  ownOf(reader: string): readonly string[] {
    return this.#rooms.ownOf(reader);
  }

  /** @param age when it was said, as `age-clock.ts` counts */
  push(entry: Entry, age: number): void {
    const log = this.of(entry.room);
    log.push(entry, age);
    if (!this.#logs.has(entry.room)) this.#add(entry.room, log);
  }

  forgetBefore(age: number): void {
    for (const log of this.#logs.values()) log.forgetBefore(age);
  }

  #add(room: string, log: RoomLog): void {
    this.#logs.set(room, log);
    this.#rooms.add(room);
  }
}
