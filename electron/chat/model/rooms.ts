/** The rooms: which there are, how they are called, and who may read in them. It refuses to know what is said there. */
import type { RoomRules } from '../../../contract/model/moderation.ts';
import { LOBBY, privatePair, privateRoom } from '../../../contract/model/room.ts';

/** As it is kept: a closed one is not read any more, and what was said in it stays. */
export interface RoomState {
  readonly id: string;
  readonly name: string;
  readonly closed: boolean;
}

/** What became of a room; `undefined` if there is none such. */
export type RoomChange = RoomState | undefined;

/** More tabs than this help nobody. */
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

  /** `false` if there is no such room. */
  setRules(id: string, rules: RoomRules): boolean {
    if (!this.#open.has(id)) return false;
    if (Object.keys(rules).length === 0) this.#rules.delete(id);
    else this.#rules.set(id, rules);
    return true;
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

  /** `undefined` if there are enough. */
  open(id: string, name: string): RoomChange {
    return this.#open.size < ROOMS_MAX ? this.#put({ id, name, closed: false }) : undefined;
  }

  rename(id: string, name: string): RoomChange {
    const room = this.#open.get(id);
    return room && this.#put({ ...room, name });
  }

  /** The lobby stays. */
  close(id: string): RoomChange {
    const room = id === LOBBY ? undefined : this.#open.get(id);
    if (room === undefined) return undefined;
    this.#open.delete(id);
    return { ...room, closed: true };
  }

  #put(room: RoomState): RoomState {
    this.#open.set(room.id, room);
    return room;
  }
}
