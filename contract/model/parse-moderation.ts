/** Reads the nouns of order out of JSON that one of us wrote: on the page off the host, on the host off its disk. */
import { isNumber, isText, toFields } from './fields.ts';
import type { Announcement, Covers, Named, RoomRules } from './moderation.ts';

/** `undefined` for what is none; so are all of these. */
export function parseNamed(value: unknown): Named | undefined {
  const { id, name } = toFields(value) ?? {};
  return isText(id) && isText(name) ? { id, name } : undefined;
}

export function parseAnnouncement(value: unknown): Announcement | undefined {
  const { id, text, by, at } = toFields(value) ?? {};
  return isText(id) && isText(text) && isText(by) && isNumber(at) ? { id, text, by, at } : undefined;
}

export function parseCovers(value: unknown): Covers | undefined {
  const fields = toFields(value);
  if (fields === undefined) return undefined;
  const { token, name, address } = fields;
  return { token: token === true, name: name === true, address: address === true };
}

export function parseRoomRules(value: unknown): RoomRules | undefined {
  const fields = toFields(value);
  if (fields === undefined) return undefined;
  const { slow, readOnly, approve } = fields;
  return {
    ...(isNumber(slow) && { slow }),
    ...(readOnly === true && { readOnly }),
    ...(approve === true && { approve }),
  };
}
