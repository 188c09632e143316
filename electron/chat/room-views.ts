/** The rooms as a person sees them, public and private ones, with their last entries. */
import type { Entry } from '../../contract/model/entry.ts';
import { HOST_ID } from '../../contract/model/host-person.ts';
import { LOBBY, privatePair, type Room } from '../../contract/model/room.ts';
import type { History } from '../history/history.ts';
import { plainPerson, type People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';

interface Parts {
  readonly people: People;
  readonly rooms: Rooms;
  readonly history: History;
}

export class RoomViews {
  readonly #people: People;
  readonly #rooms: Rooms;
  readonly #history: History;

  constructor({ people, rooms, history }: Parts) {
    this.#people = people;
    this.#rooms = rooms;
    this.#history = history;
  }

  /** In the order in which they were opened, the lobby first. */
  ofAll(): Room[] {
    return this.#rooms.list().map(({ id, name }) => {
      const rules = this.#rooms.rulesOf(id);
      const ruled = Object.keys(rules).length > 0;
      return { id, name, latest: this.#history.latest(id), ...(ruled && { rules }) };
    });
  }

  /** The last entries of the lobby. */
  lobby(): readonly Entry[] {
    return this.#history.resume(LOBBY, undefined).entries;
  }

  /** The last entries of every room of all, for the host. */
  entries(): Entry[] {
    return this.#rooms.list().flatMap(({ id }) => [...this.#history.resume(id, undefined, HOST_ID).entries]);
  }

  /** Those in which anything was said. */
  ownOf(reader: string): Room[] {
    return this.#history.ownRooms(reader).map((room) => this.own(room, reader));
  }

  /** Two people's own room, as one of them is told of it. */
  own(room: string, reader: string): Room {
    const pair = privatePair(room);
    const other = this.#people.known((pair?.[0] === reader ? pair[1] : pair?.[0]) ?? '');
    return {
      id: room,
      name: '',
      latest: this.#history.latest(room),
      ...(other !== undefined && { with: plainPerson(other) }),
    };
  }
}
