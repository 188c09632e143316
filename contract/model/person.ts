/** A person in the chat, as everyone else sees them. */
import * as v from 'valibot';
import { flag, parseAs, tolerantObject, type Infer } from './schema.ts';

export const RoleSchema = v.picklist(['host', 'moderator', 'guest']);
export type Role = Infer<typeof RoleSchema>;

/** `page` speaks `porchlight.v1`, `plain` the plain-text protocol, `console` is the host's own window. */
export const ViaSchema = v.picklist(['page', 'plain', 'console']);
export type Via = Infer<typeof ViaSchema>;

export const PersonSchema = tolerantObject({
  /** Short and stable for as long as the person's token is; shown beside the name and seeds the colour. */
  id: v.string(),
  name: v.string(),
  role: RoleSchema,
  via: ViaSchema,
});
export type Person = Infer<typeof PersonSchema>;

/** A person who is here. On the wire a guest on the page needs neither role nor `via`. */
export const PresentSchema = tolerantObject({
  ...PersonSchema.entries,
  role: v.optional(RoleSchema, 'guest'),
  via: v.optional(ViaSchema, 'page'),
  /** While their phone is locked. */
  asleep: flag(),
});
export type Present = Infer<typeof PresentSchema>;

/** `undefined` if it cannot be read. */
export function parsePerson(value: unknown): Person | undefined {
  return parseAs(PersonSchema, value);
}
