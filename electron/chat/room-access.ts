/** Who may read in a room, and who may write in it now. */
import type { ErrorCode } from '../../contract/model/error-code.ts';
import { privatePair } from '../../contract/model/room.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import type { People } from './model/people.ts';
import type { Rooms } from './model/rooms.ts';
import type { Mutes } from './moderation/mutes.ts';

type Access = Result<undefined, ErrorCode>;

export class RoomAccess {
  readonly #people: People;
  readonly #rooms: Rooms;
  readonly #mutes: Mutes;

  constructor(people: People, rooms: Rooms, mutes: Mutes) {
    this.#people = people;
    this.#rooms = rooms;
    this.#mutes = mutes;
  }

  /** The refusal is the same for a private room of others and one that does not exist. */
  read(id: string, room: string): Access {
    return this.#rooms.mayRead(id, room) ? ok(undefined) : fail('room-gone');
  }

  write(id: string, room: string): Access {
    const readable = this.read(id, room);
    if (!readable.ok) return readable;
    if (this.#mutes.find(id) !== undefined) return fail('muted');
    const pair = privatePair(room);
    if (pair === undefined) return ok(undefined);
    const other = this.#people.get(pair[0] === id ? pair[1] : pair[0]);
    // Only a page has a place for private messages.
    return other?.via === 'page' && other.id !== id ? ok(undefined) : fail('person-gone');
  }
}
