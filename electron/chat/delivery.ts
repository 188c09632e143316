/**
 * Who hears what: an entry is encoded once for each protocol, and goes to everybody who may read its room. It
 * refuses to know why there is an entry.
 */
import type { Entry } from '../../contract/entry.ts';
import { LOBBY, privatePair, type Room } from '../../contract/room.ts';
import type { ServerMessage } from '../../contract/wire.ts';
import { Broadcast } from '../websocket/broadcast.ts';
import type { Connection } from '../websocket/connection.ts';
import { plainLine } from './plain-text.ts';
import type { Seat } from './seat.ts';

export class Delivery {
  readonly #pages = new Broadcast();
  readonly #plains = new Broadcast();
  readonly #seats = new Map<string, Seat>();
  /** Where the host is now, for whoever has no page to know it by. */
  #link = '';
  readonly #roomFor: (room: string, reader: string) => Room;

  /** @param roomFor two people's own room, as one of them is told of it */
  constructor(roomFor: (room: string, reader: string) => Room) {
    this.#roomFor = roomFor;
  }

  /** From now on the host is there. */
  moveTo(link: string): void {
    this.#link = link;
  }

  get seats(): ReadonlyMap<string, Seat> {
    return this.#seats;
  }

  /** From now on they hear what is sent, and nothing of what was sent before. */
  seat(id: string, seat: Seat): void {
    this.#seats.set(id, seat);
    if (seat.connection !== undefined) this.#broadcastOf(seat).add(seat.connection);
  }

  /** They hear what was sent so far, and nothing more. */
  unseat(id: string): void {
    const seat = this.#seats.get(id);
    if (seat === undefined) return;
    this.#seats.delete(id);
    if (seat.connection !== undefined) this.#broadcastOf(seat).delete(seat.connection);
  }

  /** What was committed together leaves together. */
  entries(entries: readonly Entry[]): void {
    const open = entries.filter((entry) => this.#isForAll(entry));
    if (!this.#pages.empty) this.#pages.send(...open.map((entry) => JSON.stringify(entry)));
    if (this.#plains.empty) return;
    this.#plains.send(
      ...open.flatMap((entry) => (entry.room === LOBBY ? (plainLine(entry, this.#link) ?? []) : [])),
    );
  }

  /** To every page that is here. */
  toPages(message: ServerMessage): void {
    if (!this.#pages.empty) this.#pages.send(JSON.stringify(message));
  }

  /** To everybody who may read the room; in a room of all to the reader too, who knows it already. */
  toOthers(reader: string, room: string, message: ServerMessage): void {
    const pair = privatePair(room);
    if (pair === undefined) {
      this.toPages(message);
      return;
    }
    for (const id of pair) {
      const seat = id === reader ? undefined : this.#seats.get(id);
      if (seat?.peer.subprotocol !== undefined) seat.connection?.send(JSON.stringify(message));
    }
  }

  /** To one page, after whatever everybody was sent before. */
  tell(connection: Connection, message: ServerMessage): void {
    this.#pages.flush();
    connection.send(JSON.stringify(message));
  }

  /** To somebody alone, in whatever they hear by. */
  answer(id: string, message: ServerMessage): void {
    const seat = this.#seats.get(id);
    if (seat?.hear !== undefined) seat.hear(message);
    else if (seat?.connection !== undefined) this.tell(seat.connection, message);
  }

  /** Sends what still waits. */
  flush(): void {
    this.#pages.flush();
    this.#plains.flush();
  }

  /** What two people say to each other goes to them alone. */
  #isForAll(entry: Entry): boolean {
    const pair = privatePair(entry.room);
    for (const id of pair ?? []) this.#privately(id, entry);
    return pair === undefined;
  }

  #privately(id: string, entry: Entry): void {
    const seat = this.#seats.get(id);
    if (seat?.peer.subprotocol === undefined || seat.connection === undefined) return;
    if (!seat.rooms.has(entry.room)) {
      seat.rooms.add(entry.room);
      this.tell(seat.connection, { type: 'room', room: this.#roomFor(entry.room, id) });
    }
    seat.connection.send(JSON.stringify(entry));
  }

  #broadcastOf({ peer }: Seat): Broadcast {
    return peer.subprotocol === undefined ? this.#plains : this.#pages;
  }
}
