/**
 * Reads what the host sends: checked and copied field by field, so that the rest of the page may trust the
 * types. It refuses to know what a message does.
 */
import type { ErrorCode } from '../../contract/error-code.ts';
import { parseRoomRules } from '../../contract/parse-order.ts';
import type { Page } from '../../contract/page.ts';
import type { Present } from '../../contract/person.ts';
import type { Kept } from '../../contract/retention.ts';
import type { Room } from '../../contract/room.ts';
import type {
  Found,
  HouseChanged,
  PageRead,
  PresenceChanged,
  Refusal,
  RoomOpened,
  ServerMessage,
  SomebodyTypes,
  Welcome,
} from '../../contract/wire.ts';
import { isNumber, isText, parseEach, parseFields, toFields, type Fields } from '../../contract/fields.ts';
import { parseFileTerms } from './server-attachment.ts';
import { parseEntry, parseMessage, parsePerson } from './server-entry.ts';
import { parseOrderMessage } from './server-order.ts';

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
    case 'house':
      return parseHouse(fields);
    case 'room':
      return parseRoomOpened(fields);
    case 'typing':
      return parseTyping(fields);
    case 'presence':
      return parsePresence(fields);
    case 'error':
      return parseRefusal(fields);
    case 'beat':
      return { type: 'beat' };
    default:
      return parseEntry(fields) ?? (fields && parseOrderMessage(fields));
  }
}

function parseWelcome({
  log,
  you,
  token,
  people,
  rooms,
  kept,
  files,
  otherLink,
  pages,
}: Fields): Welcome | undefined {
  const me = parsePerson(you);
  const keeping = parseKept(kept);
  const terms = parseFileTerms(files);
  if (me === undefined || keeping === undefined || !isText(log) || !isText(token)) return undefined;
  return {
    type: 'welcome',
    ...{ log, token },
    you: me,
    people: parseEach(people, parsePresent),
    rooms: parseEach(rooms, parseRoom),
    kept: keeping,
    ...(terms && { files: terms }),
    ...(isLink(otherLink) && { otherLink }),
    pages: parseEach(pages, parsePage),
  };
}

function parsePage(value: unknown): Page | undefined {
  const { room, entries, first, last } = toFields(value) ?? {};
  if (!isText(room) || typeof first !== 'boolean' || typeof last !== 'boolean') return undefined;
  return { room, entries: parseEach(entries, parseEntry), first, last };
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

function parseHouse({ rooms, kept, files, otherLink }: Fields): HouseChanged | undefined {
  const keeping = parseKept(kept);
  const terms = parseFileTerms(files);
  if (keeping === undefined) return undefined;
  return {
    type: 'house',
    rooms: parseEach(rooms, parseRoom),
    kept: keeping,
    ...(terms && { files: terms }),
    ...(isLink(otherLink) && { otherLink }),
  };
}

/** Of a host: nothing else is ever opened for somebody who trusts that it is. */
function isLink(value: unknown): value is string {
  return isText(value) && /^http:\/\/[\d.:[\]a-f]+$/.test(value);
}

function parseRoomOpened({ room: value }: Fields): RoomOpened | undefined {
  const room = parseRoom(value);
  return room && { type: 'room', room };
}

function parseTyping({ room, id }: Fields): SomebodyTypes | undefined {
  return isText(room) && isText(id) ? { type: 'typing', room, id } : undefined;
}

function parsePresence({ id, asleep }: Fields): PresenceChanged | undefined {
  return isText(id) && typeof asleep === 'boolean' ? { type: 'presence', id, asleep } : undefined;
}

function parsePresent(value: unknown): Present | undefined {
  const person = parsePerson(value);
  return person && { ...person, ...(toFields(value)?.['asleep'] === true && { asleep: true }) };
}

function parseRoom(value: unknown): Room | undefined {
  const { id, name, latest, with: other, rules } = toFields(value) ?? {};
  if (!isText(id) || !isText(name) || !isNumber(latest)) return undefined;
  const person = parsePerson(other);
  const ruled = parseRoomRules(rules);
  return { id, name, ...(person && { with: person }), latest, ...(ruled && { rules: ruled }) };
}

function parseKept(value: unknown): Kept | undefined {
  const { saved, days, megabytes } = toFields(value) ?? {};
  if (typeof saved !== 'boolean') return undefined;
  return { saved, ...(isNumber(days) && { days }), ...(isNumber(megabytes) && { megabytes }) };
}

function parseRefusal({ code, ref, seconds }: Fields): Refusal | undefined {
  if (!isErrorCode(code)) return undefined;
  return { type: 'error', code, ...(isText(ref) && { ref }), ...(isNumber(seconds) && { seconds }) };
}

/** A record, so that the compiler misses no code. */
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  'bad-json': true,
  'unknown-type': true,
  'bad-field': true,
  forged: true,
  'not-joined': true,
  'already-joined': true,
  'name-reserved': true,
  'name-taken': true,
  'name-empty': true,
  'name-too-long': true,
  'name-not-text': true,
  'pin-required': true,
  'pin-wrong': true,
  'pin-wait': true,
  'too-fast': true,
  muted: true,
  'room-gone': true,
  'person-gone': true,
  'too-many': true,
  'not-read': true,
  'file-gone': true,
  'thumbnail-unfit': true,
  silenced: true,
  'not-allowed': true,
  'name-barred': true,
  'bans-full': true,
  'read-only': true,
  slow: true,
  declined: true,
  'waiting-full': true,
  'looked-at': true,
  'message-gone': true,
  'not-yours': true,
  'query-empty': true,
  'text-empty': true,
  'text-too-long': true,
  'text-too-many-lines': true,
  'text-not-text': true,
};
const knownErrorCodes: ReadonlySet<unknown> = new Set(Object.keys(errorCodes));

function isErrorCode(value: unknown): value is ErrorCode {
  return knownErrorCodes.has(value);
}
