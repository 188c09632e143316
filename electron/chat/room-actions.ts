/** Opens, renames and closes rooms, and sets their rules. */
import { randomBytes } from 'node:crypto';
import type { RoomRules } from '../../contract/model/moderation.ts';
import { parseRoomName } from '../../contract/model/room-name.ts';
import { LOBBY } from '../../contract/model/room.ts';
import { fail, ok, type Result } from '../../contract/result.ts';
import { parseRoomRules } from '../../contract/wire/moderation-message.ts';
import type { History } from '../history/history.ts';
import type { HostActions } from './host-actions.ts';
import type { RoomResult, Rooms } from './model/rooms.ts';
import type { ServerInfoBroadcast } from './server-info-broadcast.ts';

/** The setting under which the history stores the rules of a room. */
export const ROOM_RULES_SETTING = 'rules';

/** A room and its rules, as they are stored; `undefined` for anything else. */
export function parseStoredRules(value: unknown, room: string): readonly [string, RoomRules] | undefined {
  const rules = parseRoomRules(value);
  return rules && [room, rules];
}

type RoomActionResult = Result<undefined, 'bad-field' | 'room-gone'>;

export interface RoomActionsParts {
  readonly rooms: Rooms;
  readonly history: Pick<History, 'keepRoom' | 'mark'>;
  readonly hostActions: Pick<HostActions, 'record'>;
  readonly serverInfo: ServerInfoBroadcast;
  readonly audience: { readonly chatInfo: () => void };
}

export class RoomActions {
  readonly #parts: RoomActionsParts;

  constructor(parts: RoomActionsParts) {
    this.#parts = parts;
  }

  nameLobby(name: string): void {
    const { rooms } = this.#parts;
    if (rooms.list()[0]?.name !== name) this.#changed(rooms.rename(LOBBY, name));
  }

  open(raw: string): RoomActionResult {
    const name = parseRoomName(raw);
    if (name === undefined) return fail('bad-field');
    return this.#changed(this.#parts.rooms.open(`r${randomBytes(4).toString('hex')}`, name));
  }

  rename(id: string, raw: string): RoomActionResult {
    const name = parseRoomName(raw);
    if (name === undefined) return fail('bad-field');
    return this.#changed(this.#parts.rooms.rename(id, name));
  }

  close(id: string): RoomActionResult {
    return this.#changed(this.#parts.rooms.close(id));
  }

  setRules(id: string, rules: RoomRules): RoomActionResult {
    const { history, hostActions } = this.#parts;
    const changed = this.#parts.rooms.setRules(id, rules);
    if (!changed.ok) return changed;
    history.mark(ROOM_RULES_SETTING, id, Object.keys(rules).length === 0 ? undefined : rules);
    hostActions.record({ what: 'rules', room: { id, name: changed.value.name }, rules });
    this.#tell();
    return ok(undefined);
  }

  #changed(room: RoomResult): RoomActionResult {
    if (!room.ok) return room;
    this.#parts.history.keepRoom(room.value);
    this.#tell();
    return ok(undefined);
  }

  #tell(): void {
    this.#parts.serverInfo.changed();
    this.#parts.audience.chatInfo();
  }
}
