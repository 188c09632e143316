/** The rooms: their names, their rules, and who may read in them. */
import type { RoomRules } from '../../../contract/model/moderation.ts';
import { LOBBY, privatePair, privateRoom } from '../../../contract/model/room.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';

/** A room as it is stored. A closed room keeps its messages, but nobody reads it any more. */
export interface RoomState {
  readonly id: string;
  readonly name: string;
  readonly closed: boolean;
}

/** The room as it is now. `room-gone`: there is no such room, or there are as many as there may be. */
export type RoomResult = Result<RoomState, 'room-gone'>;

const ROOMS_MAX = 50;
const RULES_NONE: RoomRules = {};

export class Rooms {
  readonly #open = new Map<string, RoomState>();
  readonly #rules: Map<string, RoomRules>;

  /**
   * @param kept what was there before, closed ones too; the lobby is there in any case
   * @param rules by room
   */
  constructor(
    lobby: string,
    kept: readonly RoomState[],
    rules: readonly (readonly [string, RoomRules])[] = [],
  ) {
    this.#rules = new Map(rules);
    this.#open.set(LOBBY, { id: LOBBY, name: lobby, closed: false });
    for (const room of kept) if (!room.closed && room.id !== LOBBY) this.#open.set(room.id, room);
  }

  /** In the order in which they were opened, the lobby first. */
  list(): readonly RoomState[] {
    return [...this.#open.values()];
  }

  /** Two people's own room has none. */
  rulesOf(id: string): RoomRules {
    return this.#rules.get(id) ?? RULES_NONE;
  }

  setRules(id: string, rules: RoomRules): RoomResult {
    const room = this.#open.get(id);
    if (room === undefined) return fail('room-gone');
    if (Object.keys(rules).length === 0) this.#rules.delete(id);
    else this.#rules.set(id, rules);
    return ok(room);
  }

  has(id: string): boolean {
    return this.#open.has(id);
  }

  /** Everybody may read in a room of all, and two people in their own. */
  mayRead(person: string, room: string): boolean {
    if (this.#open.has(room)) return true;
    const pair = privatePair(room);
    // By one name only: the other order would be another room.
    return pair !== undefined && pair.includes(person) && privateRoom(...pair) === room;
  }

  open(id: string, name: string): RoomResult {
    return this.#open.size < ROOMS_MAX ? this.#put({ id, name, closed: false }) : fail('room-gone');
  }

  rename(id: string, name: string): RoomResult {
    const room = this.#open.get(id);
    return room === undefined ? fail('room-gone') : this.#put({ ...room, name });
  }

  /** The lobby stays. */
  close(id: string): RoomResult {
    const room = id === LOBBY ? undefined : this.#open.get(id);
    if (room === undefined) return fail('room-gone');
    this.#open.delete(id);
    return ok({ ...room, closed: true });
  }

  #put(room: RoomState): RoomResult {
    this.#open.set(room.id, room);
    return ok(room);
  }
}
