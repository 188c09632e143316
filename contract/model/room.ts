/** Where things are said: a room of all, or two people's own, and how its id tells them apart. */
import * as v from 'valibot';
import { RoomRulesSchema } from './moderation.ts';
import { PersonSchema } from './person.ts';
import { maybe, tolerantObject, type Infer } from './schema.ts';

/** The room that everybody is in, and the only one on plain text. */
export const LOBBY = 'lobby';

export const RoomSchema = tolerantObject({
  /** {@link LOBBY}, one the host opened, or two people's own: see `privateRoom`. */
  id: v.string(),
  /** Empty for two people's own room. */
  name: v.string(),
  /** The other one, in two people's own room. */
  with: maybe(PersonSchema),
  /** The sequence number of its last entry, 0 before the first. */
  latest: v.number(),
  /** Left out where everybody may write as they like. */
  rules: maybe(RoomRulesSchema),
});
export type Room = Infer<typeof RoomSchema>;

/** The room of two people, whoever of them asks for it. */
export function privateRoom(one: string, other: string): string {
  return [one, other].sort().join('+');
}

/** The two whose room it is; `undefined` for a room of all. */
export function privatePair(room: string): readonly [string, string] | undefined {
  // Asked for every message, nearly always of a room of all.
  if (!room.includes('+')) return undefined;
  const [one, other, more] = room.split('+');
  return one === undefined || other === undefined || more !== undefined ? undefined : [one, other];
}
