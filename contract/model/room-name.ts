/** What a room of all may be called. */
import { withoutUnseen } from '../text/unseen.ts';

/** The longest name of a room, in UTF-16 units. */
export const ROOM_NAME_MAX = 64;

/** A room's name without blank edges; `undefined` if it is empty or too long. */
export function parseRoomName(raw: string): string | undefined {
  const name = withoutUnseen(raw, ' ').replace(/\s+/gu, ' ').trim();
  return name === '' || name.length > ROOM_NAME_MAX ? undefined : name;
}
