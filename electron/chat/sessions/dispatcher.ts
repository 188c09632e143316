/**
 * Who hears what: an entry is encoded once for each protocol, and goes to everybody who may read its room. It
 * refuses to know why there is an entry.
 */
import { joinedOf, withRuns } from '../../../contract/model/arrivals.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { LOBBY, privatePair, type Room } from '../../../contract/model/room.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { Broadcast } from '../../websocket/broadcast.ts';
import type { Connection } from '../../websocket/connection.ts';
import { PeopleChanges } from './people-changes.ts';
import { plainLine } from '../text/plain-text.ts';
import type { Session } from './session.ts';

/** Where fewer pages listen, everybody who comes is told at once and alone. */
const CROWD_MIN = 32;

export class Dispatcher {
  readonly #pages = new Broadcast();
  readonly #plains = new Broadcast();
  readonly #seats = new Map<string, Session>();
  /** Where the host is now, for whoever has no page to know it by. */
  #link = '';
  readonly #roomFor: (room: string, reader: string) => Room;
  readonly #changes: PeopleChanges;

  /**
   * @param roomFor two people's own room, as one of them is told of it
   * @param run another one for each: see {@link PeopleChanges}
   */
  constructor(roomFor: (room: string, reader: string) => Room, run: string) {
    this.#roomFor = roomFor;
    this.#changes = new PeopleChanges(run);
  }

  /** Whom the pages were told something of. */
  get changes(): Pick<PeopleChanges, 'version' | 'since'> {
    return this.#changes;
  }

  /** Whether so many listen that what is written shorter is worth it. */
  get isCrowd(): boolean {
    return this.#pages.size >= CROWD_MIN;
  }

  /** From now on the host is there. */
  moveTo(link: string): void {
    this.#link = link;
  }

  get seats(): ReadonlyMap<string, Session> {
    return this.#seats;
  }

  /** From now on they hear what is sent, and nothing of what was sent before. */
  seat(id: string, seat: Session): void {
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
    this.#toPagesTogether(open);
    if (this.#plains.empty) return;
    this.#plains.send(
      ...open.flatMap((entry) => (entry.room === LOBBY ? (plainLine(entry, this.#link) ?? []) : [])),
    );
  }

  /** To every page that is here. */
  toPages(message: ServerMessage): void {
    if (message.type === 'presence') this.#changes.add(message.id);
    if (!this.#pages.empty) this.#pages.send(JSON.stringify(message));
  }

  /** A sign of life to every page. */
  beat(): void {
    const { isCrowd, changes } = this;
    this.toPages({ type: 'heartbeat', ...(isCrowd && { peopleVersion: changes.version }) });
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
    this.#tellEncoded(connection, JSON.stringify(message));
  }

  /** The same of a welcome that is encoded already. */
  welcome(connection: Connection, welcome: string): void {
    this.#tellEncoded(connection, welcome);
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

  #tellEncoded(connection: Connection, text: string): void {
    this.#pages.flush();
    connection.send(text);
  }

  #toPagesTogether(entries: readonly Entry[]): void {
    const told = this.isCrowd ? withRuns(entries) : entries;
    const texts = told.map((each) => {
      for (const entry of each.type === 'arrivals' ? joinedOf(each) : [each])
        if ('person' in entry) this.#changes.add(entry.person.id);
      if (this.#pages.empty) return '';
      const { version } = this.#changes;
      return JSON.stringify(each.type === 'arrivals' ? { ...each, peopleVersion: version } : each);
    });
    this.#pages.send(...texts);
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
      this.tell(seat.connection, { type: 'room-opened', room: this.#roomFor(entry.room, id) });
    }
    seat.connection.send(JSON.stringify(entry));
  }

  #broadcastOf({ peer }: Session): Broadcast {
    return peer.subprotocol === undefined ? this.#plains : this.#pages;
  }
}
