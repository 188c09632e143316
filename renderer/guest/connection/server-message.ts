/**
 * Reads what the host sends: checked and copied field by field, so that the rest of the page may trust the
 * types. It refuses to know what a message does.
 */
import { isErrorCode } from '../../../contract/model/error-code.ts';
import { joinedOf } from '../../../contract/model/arrivals.ts';
import type { Entry } from '../../../contract/model/entry.ts';
import { parseArrivals, parsePerson } from '../../../contract/model/parse-entry.ts';
import { parseRoomRules } from '../../../contract/model/parse-moderation.ts';
import type { Page } from '../../../contract/wire/page.ts';
import type { Present } from '../../../contract/model/person.ts';
import type { Retention } from '../../../contract/model/retention.ts';
import type { Room } from '../../../contract/model/room.ts';
import type {
  Heartbeat,
  Found,
  ServerInfo,
  PageRead,
  PresenceChanged,
  Refusal,
  RoomOpened,
  ServerMessage,
  TypingNotice,
  Welcome,
} from '../../../contract/wire/wire.ts';
import {
  isNumber,
  isText,
  parseEach,
  parseFields,
  parseText,
  toFields,
  type Fields,
} from '../../../contract/model/fields.ts';
import { parseFileTerms } from '../../../contract/model/parse-attachment.ts';
import { parseServerEntry, parseMessage } from './server-entry.ts';
import { parseModerationNotice } from './moderation-notice.ts';

/** `undefined` for what this page does not understand; never throws. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  const fields = parseFields(text);
  switch (fields?.['type']) {
    case 'welcome':
      return parseWelcome(fields);
    case 'page':
      return parsePageRead(fields);
    case 'found':
      return parseFound(fields);
    case 'server-info':
      return parseHouse(fields);
    case 'room-opened':
      return parseRoomOpened(fields);
    case 'typing':
      return parseTyping(fields);
    case 'presence':
      return parsePresence(fields);
    case 'error':
      return parseRefusal(fields);
    case 'heartbeat':
      return parseBeat(fields);
    case 'arrivals':
      return parseArrivals(fields);
    default:
      return parseServerEntry(fields) ?? (fields && parseModerationNotice(fields));
  }
}

function parseWelcome({
  log,
  you,
  token,
  people,
  gone,
  peopleVersion,
  rooms,
  retention,
  files,
  fallbackLink,
  pages,
}: Fields): Welcome | undefined {
  const me = parsePerson(you);
  const keeping = parseKept(retention);
  const terms = parseFileTerms(files);
  if (me === undefined || keeping === undefined || !isText(log) || !isText(token)) return undefined;
  return {
    type: 'welcome',
    ...{ log, token },
    you: me,
    people: parseEach(people, parsePresent),
    ...(Array.isArray(gone) && { gone: parseEach(gone, parseText) }),
    ...(isText(peopleVersion) && { peopleVersion }),
    rooms: parseEach(rooms, parseRoom),
    retention: keeping,
    ...(terms && { files: terms }),
    ...(isLink(fallbackLink) && { fallbackLink }),
    pages: parseEach(pages, parsePage),
  };
}

function parsePage(value: unknown): Page | undefined {
  const { room, entries, first, last } = toFields(value) ?? {};
  if (!isText(room) || typeof first !== 'boolean' || typeof last !== 'boolean') return undefined;
  return { room, entries: parseEach(entries, parseEntries).flat(), first, last };
}

/** One, or those who came close together. */
function parseEntries(value: unknown): readonly Entry[] | undefined {
  const arrivals = parseArrivals(value);
  const entry = arrivals === undefined ? parseServerEntry(value) : undefined;
  return arrivals === undefined ? entry && [entry] : joinedOf(arrivals);
}

function parsePageRead(fields: Fields): PageRead | undefined {
  const page = parsePage(fields);
  const { ref } = fields;
  return page !== undefined && isText(ref) ? { type: 'page', ...page, ref } : undefined;
}

function parseFound({ ref, messages, older }: Fields): Found | undefined {
  if (!isText(ref)) return undefined;
  return {
    type: 'found',
    ref,
    messages: parseEach(messages, parseMessage),
    ...(isNumber(older) && { older }),
  };
}

function parseHouse({ rooms, retention, files, fallbackLink }: Fields): ServerInfo | undefined {
  const keeping = parseKept(retention);
  const terms = parseFileTerms(files);
  if (keeping === undefined) return undefined;
  return {
    type: 'server-info',
    rooms: parseEach(rooms, parseRoom),
    retention: keeping,
    ...(terms && { files: terms }),
    ...(isLink(fallbackLink) && { fallbackLink }),
  };
}

/** Of a host: nothing else is ever opened for somebody who trusts that it is. */
function isLink(value: unknown): value is string {
  return isText(value) && /^http:\/\/[\d.:[\]a-f]+$/.test(value);
}

function parseRoomOpened({ room: value }: Fields): RoomOpened | undefined {
  const room = parseRoom(value);
  return room && { type: 'room-opened', room };
}

function parseTyping({ room, id }: Fields): TypingNotice | undefined {
  return isText(room) && isText(id) ? { type: 'typing', room, id } : undefined;
}

function parseBeat({ peopleVersion }: Fields): Heartbeat {
  return { type: 'heartbeat', ...(isText(peopleVersion) && { peopleVersion }) };
}

function parsePresence({ id, asleep }: Fields): PresenceChanged | undefined {
  return isText(id) && typeof asleep === 'boolean' ? { type: 'presence', id, asleep } : undefined;
}

function parsePresent(value: unknown): Present | undefined {
  const { role = 'guest', via = 'page', asleep, ...rest } = toFields(value) ?? {};
  const person = parsePerson({ ...rest, role, via });
  return person && { ...person, ...(asleep === true && { asleep }) };
}

function parseRoom(value: unknown): Room | undefined {
  const { id, name, latest, with: other, rules } = toFields(value) ?? {};
  if (!isText(id) || !isText(name) || !isNumber(latest)) return undefined;
  const person = parsePerson(other);
  const ruled = parseRoomRules(rules);
  return { id, name, ...(person && { with: person }), latest, ...(ruled && { rules: ruled }) };
}

function parseKept(value: unknown): Retention | undefined {
  const { saved, days, megabytes } = toFields(value) ?? {};
  if (typeof saved !== 'boolean') return undefined;
  return { saved, ...(isNumber(days) && { days }), ...(isNumber(megabytes) && { megabytes }) };
}

function parseRefusal({ code, ref, seconds }: Fields): Refusal | undefined {
  if (!isErrorCode(code)) return undefined;
  return { type: 'error', code, ...(isText(ref) && { ref }), ...(isNumber(seconds) && { seconds }) };
}
