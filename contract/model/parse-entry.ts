/**
 * Reads the entries of a room's log, and the people in them: on the page off the host, on the host off its disk. It
 * refuses to know what an entry does.
 */
import type { Arrivals } from './arrivals.ts';
import type { Entry, Message, Quote, Reaction } from './entry.ts';
import type { Person, Role, Via } from './person.ts';
import { isNumber, isText, parseEach, parseText, toFields, type Fields } from './fields.ts';
import { parseAttachment } from './parse-attachment.ts';

/** `undefined` for what is none, or is of a newer one of us. */
export function parseEntry(value: unknown): Entry | undefined {
  const fields = toFields(value) ?? {};
  const { type, room, seq, at } = fields;
  if (!isText(room) || !isNumber(seq) || !isNumber(at)) return undefined;
  const stamp = { room, seq, at };
  switch (type) {
    case 'message':
      return parseSaid(stamp, fields);
    case 'joined':
    case 'left':
    case 'renamed':
      return parseEvent(type, stamp, fields);
    case 'edited':
    case 'deleted':
    case 'reacted':
      return parseChange(type, stamp, fields);
    default:
      return undefined;
  }
}

/** `undefined` for what is none. */
export function parseArrivals(value: unknown): Arrivals | undefined {
  const { type, room, seq, at, people, peopleVersion } = toFields(value) ?? {};
  if (type !== 'arrivals' || !isText(room) || !isNumber(seq) || !isNumber(at)) return undefined;
  const named = parseEach(people, parseNewcomer);
  // One that is left out would give all after it another number.
  if (!Array.isArray(people) || named.length < people.length) return undefined;
  return { type, room, seq, at, people: named, ...(isText(peopleVersion) && { peopleVersion }) };
}

function parseNewcomer(value: unknown): string | undefined {
  return isText(value) && value.includes(' ') ? value : undefined;
}

/** `undefined` for what is none. */
export function parsePerson(value: unknown): Person | undefined {
  const { id, name, role, via } = toFields(value) ?? {};
  return isText(id) && isText(name) && isRole(role) && isVia(via) ? { id, name, role, via } : undefined;
}

type Stamped = Pick<Entry, 'room' | 'seq' | 'at'>;

function parseSaid(stamp: Stamped, fields: Fields): Message | undefined {
  const { text, files, ref, announcement, mentions, reactions, edited, deleted, changed } = fields;
  const from = parsePerson(fields['from']);
  const reply = parseQuote(fields['reply']);
  if (from === undefined || !isText(text)) return undefined;
  return {
    type: 'message',
    ...stamp,
    from,
    text,
    ...(Array.isArray(files) && { files: parseEach(files, parseAttachment) }),
    ...(isText(ref) && { ref }),
    ...(reply && { reply }),
    ...(announcement === true && { announcement }),
    ...(Array.isArray(mentions) && { mentions: parseEach(mentions, parseText) }),
    ...(Array.isArray(reactions) && { reactions: parseEach(reactions, parseReaction) }),
    ...(edited === true && { edited }),
    ...(deleted === true && { deleted }),
    ...(isNumber(changed) && { changed }),
  };
}

function parseEvent(type: 'joined' | 'left' | 'renamed', stamp: Stamped, fields: Fields): Entry | undefined {
  const { goodbye, removed, before } = fields;
  const person = parsePerson(fields['person']);
  if (person === undefined) return undefined;
  switch (type) {
    case 'joined':
      return { type, ...stamp, person };
    case 'left':
      return { type, ...stamp, person, goodbye: goodbye === true, ...(removed === true && { removed }) };
    case 'renamed':
      return isText(before) ? { type, ...stamp, person, before } : undefined;
  }
}

function parseChange(
  type: 'edited' | 'deleted' | 'reacted',
  stamp: Stamped,
  fields: Fields,
): Entry | undefined {
  const { target, text, mentions, emoji, on, again, ref } = fields;
  const by = parsePerson(fields['by']);
  if (by === undefined || !isNumber(target)) return undefined;
  const change = { ...stamp, target, by, ...(isText(ref) && { ref }) };
  switch (type) {
    case 'edited':
      if (!isText(text)) return undefined;
      return {
        type,
        ...change,
        text,
        ...(Array.isArray(mentions) && { mentions: parseEach(mentions, parseText) }),
      };
    case 'deleted':
      return { type, ...change };
    case 'reacted':
      if (!isText(emoji) || typeof on !== 'boolean') return undefined;
      return { type, ...change, emoji, on, ...(again === true && { again }) };
  }
}

/** `undefined` for what is none. */
export function parseQuote(value: unknown): Quote | undefined {
  const { seq, from, text } = toFields(value) ?? {};
  const author = parsePerson(from);
  return author !== undefined && isNumber(seq) && isText(text) ? { seq, from: author, text } : undefined;
}

function parseReaction(value: unknown): Reaction | undefined {
  const { emoji, by, others } = toFields(value) ?? {};
  if (!isText(emoji)) return undefined;
  return { emoji, by: parseEach(by, parseText), ...(isNumber(others) && others > 0 && { others }) };
}

export function isRole(value: unknown): value is Role {
  return value === 'host' || value === 'moderator' || value === 'guest';
}

function isVia(value: unknown): value is Via {
  return value === 'page' || value === 'plain' || value === 'console';
}
