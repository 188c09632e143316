/** Sends entries and messages: an entry is encoded once for each protocol, and goes to everybody who may read its room. */
import { joinedOf, withRuns } from '../../../contract/model/arrivals.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { LOBBY, privatePair, type Room } from '../../../contract/model/room.ts';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { Broadcast } from '../../websocket/broadcast.ts';
import type { Connection } from '../../websocket/connection.ts';
import { PeopleChanges } from './people-changes.ts';
import { plainLine } from '../text/plain-text.ts';
import type { HereSession } from './session.ts';
import type { SessionTable } from './session-table.ts';

/** With fewer pages than this, each arrival is told at once and alone. */
const CROWD_MIN = 32;

/** Private rooms, as one of the two people sees them. */
interface PrivateRooms {
  own(room: string, reader: string): Room;
}

export class Dispatcher {
  readonly #pages = new Broadcast();
  readonly #plains = new Broadcast();
  readonly #sessions: SessionTable;
  /** Where the server is now: plain-text clients have no page to know it from. */
  #link = '';
  readonly #privateRooms: PrivateRooms;
  readonly #changes: PeopleChanges;

  /**
   * @param run another one for each: see {@link PeopleChanges}
   */
  constructor(privateRooms: PrivateRooms, sessions: SessionTable, run: string) {
    this.#sessions = sessions;
    this.#privateRooms = privateRooms;
    this.#changes = new PeopleChanges(run);
  }

  /** The people whom the pages were told of lately. */
  get changes(): Pick<PeopleChanges, 'version' | 'since'> {
    return this.#changes;
  }

  /** Whether so many listen that what is written shorter is worth it. */
  get isCrowd(): boolean {
    return this.#pages.size >= CROWD_MIN;
  }

  /** The server is at this link from now on. */
  moveTo(link: string): void {
    this.#link = link;
  }

  /** From now on the session receives what is sent. */
  add(session: HereSession): void {
    if (session.connection !== undefined) this.#broadcastOf(session).add(session.connection);
  }

  /** The session still receives what was sent so far, and nothing more. */
  remove(session: HereSession): void {
    if (session.connection !== undefined) this.#broadcastOf(session).delete(session.connection);
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

  /** To every page. */
  sendHeartbeat(): void {
    const { isCrowd, changes } = this;
    this.toPages({ type: 'heartbeat', ...(isCrowd && { peopleVersion: changes.version }) });
  }

  /** To everybody who may read the room; in a public room that includes the reader, who knows it already. */
  toOthers(reader: string, room: string, message: ServerMessage): void {
    const pair = privatePair(room);
    if (pair === undefined) {
      this.toPages(message);
      return;
    }
    for (const id of pair) {
      const session = id === reader ? undefined : this.#sessions.here(id);
      if (session?.peer.subprotocol !== undefined) session.connection?.send(JSON.stringify(message));
    }
  }

  /** To one page, after everything that all pages were sent before. */
  tell(connection: Connection, message: ServerMessage): void {
    this.#tellEncoded(connection, JSON.stringify(message));
  }

  /** The same of a welcome that is encoded already. */
  welcome(connection: Connection, welcome: string): void {
    this.#tellEncoded(connection, welcome);
  }

  /** To one person alone, by whichever protocol they use. */
  answer(id: string, message: ServerMessage): void {
    const session = this.#sessions.here(id);
    if (session?.hear !== undefined) session.hear(message);
    else if (session?.connection !== undefined) this.tell(session.connection, message);
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
    const session = this.#sessions.here(id);
    if (session?.peer.subprotocol === undefined || session.connection === undefined) return;
    if (!session.rooms.has(entry.room)) {
      session.rooms.add(entry.room);
      this.tell(session.connection, { type: 'room-opened', room: this.#privateRooms.own(entry.room, id) });
    }
    session.connection.send(JSON.stringify(entry));
  }

  #broadcastOf({ peer }: HereSession): Broadcast {
    return peer.subprotocol === undefined ? this.#plains : this.#pages;
  }
}
