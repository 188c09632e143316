/**
 * Reads what a page sends. LAN bytes are never trusted: {@link parseClientMessage} builds a fresh object out of
 * the fields it knows, so that whatever else a peer sent dies here; what only the host may say is refused.
 */
import { FILES_PER_MESSAGE_MAX, type Uploaded } from '../model/attachment.ts';
import {
  isCount,
  isFileId,
  isRef,
  isRoom,
  isShortText,
  malformed,
  refused,
  type Parsed,
} from './client-fields.ts';
import { parsePin } from '../model/pin.ts';
import { parseObject, toFields, type Fields } from '../model/json-object.ts';
import { parseModeration } from './moderation-message.ts';
import type { ReadPosition } from './page.ts';
import type { Resume } from './wire.ts';
import { ok } from '../result.ts';
import { parseEmoji, parseName, parseQuery, parseText } from '../text/writing.ts';

/**
 * Reads one text message of a client. Never throws, whatever the text.
 *
 * @param isIn whether the client has joined: then a second `join` is refused before its name is read, which is dear
 */
export function parseClientMessage(text: string, isIn = false): Parsed {
  const fields = parseObject(text);
  if (fields === undefined) return malformed('bad-json');
  if (SAID_BY_HOST.some((field) => fields.has(field))) return malformed('reserved-field');
  switch (fields.get('type')) {
    case 'join':
      return isIn ? refused('already-joined') : parseJoin(fields);
    case 'message':
      return parseSay(fields);
    case 'edit':
      return parseEdit(fields);
    case 'delete':
      return parseDelete(fields);
    case 'react':
      return parseReact(fields);
    case 'read':
      return parseRead(fields);
    case 'search':
      return parseSearch(fields);
    case 'typing':
      return parseTyping(fields);
    case 'presence':
      return parsePresence(fields);
    case 'rename':
      return parseRename(fields);
    case 'leave':
      return ok({ type: 'leave' });
    default:
      return parseModeration(fields);
  }
}

/** Who, with what role, under which number and when: whoever sends one of these would pass for another. */
const SAID_BY_HOST = ['from', 'by', 'person', 'role', 'via', 'id', 'seq', 'at'];

const TOKEN_LENGTH_MAX = 64;
const PIN_LENGTH_MAX = 32;
/** No page has more rooms open than this. */
const RESUME_ROOMS_MAX = 64;

function parseJoin(fields: Fields): Parsed {
  const raw = fields.get('name');
  const token = fields.get('token');
  const pin = fields.get('pin');
  if (typeof raw !== 'string') return malformed('bad-field');
  if (token !== undefined && !isShortText(token, TOKEN_LENGTH_MAX)) return malformed('bad-field');
  if (pin !== undefined && !isShortText(pin, PIN_LENGTH_MAX)) return malformed('bad-field');
  const resume = fields.get('resume') === undefined ? undefined : parseResume(toFields(fields.get('resume')));
  if (resume === null) return malformed('bad-field');
  const name = parseName(raw);
  if (!name.ok) return refused(name.error);
  return ok({
    type: 'join',
    name: name.value.name,
    ...(token !== undefined && { token }),
    // As people write it down: 482 913.
    ...(pin !== undefined && { pin: parsePin(pin) ?? pin }),
    ...(resume && { resume }),
  });
}

function parseResume(fields: Fields | undefined): Resume | null {
  const log = fields?.get('log');
  const raw = fields?.get('rooms');
  const people = fields?.get('people');
  if (!isShortText(log, TOKEN_LENGTH_MAX) || !Array.isArray(raw) || raw.length > RESUME_ROOMS_MAX)
    return null;
  if (people !== undefined && !isShortText(people, TOKEN_LENGTH_MAX)) return null;
  const rooms: Resume['rooms'][number][] = [];
  for (const each of raw) {
    const place = toFields(each);
    const room = place?.get('room');
    const after = place?.get('after');
    if (!isRoom(room) || !isCount(after) || rooms.some((known) => known.room === room)) return null;
    rooms.push({ room, after });
  }
  return { log, rooms, ...(people !== undefined && { people }) };
}

function parseSay(fields: Fields): Parsed {
  const ref = fields.get('ref');
  const room = fields.get('room');
  const reply = fields.get('reply');
  const raw = fields.get('text');
  if (!isRef(ref) || !isRoom(room) || typeof raw !== 'string') return malformed('bad-field');
  if (reply !== undefined && !isCount(reply)) return malformed('bad-field');
  const files = fields.get('files') === undefined ? [] : parseUploaded(fields.get('files'));
  if (files === undefined) return malformed('bad-field');
  const text = parseText(raw);
  // A file may go without a word.
  const silent = !text.ok && text.error === 'text-empty' && files.length > 0;
  if (!text.ok && !silent) return refused(text.error, ref);
  return ok({
    ...{ type: 'message', ref, room, text: text.ok ? text.value : '' },
    ...(files.length > 0 && { files }),
    ...(reply !== undefined && { reply }),
  });
}

/** `undefined` unless each is named once. */
function parseUploaded(raw: unknown): Uploaded[] | undefined {
  if (!Array.isArray(raw) || raw.length > FILES_PER_MESSAGE_MAX) return undefined;
  const uploaded: Uploaded[] = [];
  const ids = new Set<string>();
  for (const each of raw) {
    const file = toFields(each);
    const id = file?.get('id');
    const thumbnail = file?.get('thumbnail');
    if (!isFileId(id) || ids.has(id)) return undefined;
    ids.add(id);
    if (thumbnail !== undefined && (!isFileId(thumbnail) || ids.has(thumbnail))) return undefined;
    if (thumbnail !== undefined) ids.add(thumbnail);
    uploaded.push({ id, ...(thumbnail !== undefined && { thumbnail }) });
  }
  return uploaded;
}

function parseEdit(fields: Fields): Parsed {
  const change = parseChange(fields);
  const raw = fields.get('text');
  if (change === undefined || typeof raw !== 'string') return malformed('bad-field');
  const text = parseText(raw);
  if (!text.ok) return refused(text.error, change.ref);
  return ok({ type: 'edit', ...change, text: text.value });
}

function parseDelete(fields: Fields): Parsed {
  const change = parseChange(fields);
  return change === undefined ? malformed('bad-field') : ok({ type: 'delete', ...change });
}

function parseReact(fields: Fields): Parsed {
  const change = parseChange(fields);
  const emoji = parseEmoji(fields.get('emoji'));
  const on = fields.get('on');
  if (change === undefined || emoji === undefined || typeof on !== 'boolean') return malformed('bad-field');
  return ok({ type: 'react', ...change, emoji, on });
}

function parseChange(
  fields: Fields,
): { readonly ref: string; readonly room: string; readonly target: number } | undefined {
  const ref = fields.get('ref');
  const room = fields.get('room');
  const target = fields.get('target');
  return isRef(ref) && isRoom(room) && isCount(target) ? { ref, room, target } : undefined;
}

function parseRead(fields: Fields): Parsed {
  const ref = fields.get('ref');
  const room = fields.get('room');
  const place = parsePlace(toFields(fields.get('place')));
  if (!isRef(ref) || !isRoom(room) || place === undefined) return malformed('bad-field');
  return ok({ type: 'read', ref, room, place });
}

function parsePlace(fields: Fields | undefined): ReadPosition | undefined {
  const [key = '', ...more] = fields?.keys() ?? [];
  const value = fields?.get(key);
  if (more.length > 0 || !isCount(value)) return undefined;
  switch (key) {
    case 'before':
      return { before: value };
    case 'after':
      return { after: value };
    case 'around':
      return { around: value };
    case 'since':
      return { since: value };
    default:
      return undefined;
  }
}

function parseSearch(fields: Fields): Parsed {
  const ref = fields.get('ref');
  const room = fields.get('room');
  const before = fields.get('before');
  const raw = fields.get('text');
  if (!isRef(ref) || typeof raw !== 'string') return malformed('bad-field');
  if (room !== undefined && !isRoom(room)) return malformed('bad-field');
  if (before !== undefined && !isCount(before)) return malformed('bad-field');
  const query = parseQuery(raw);
  if (!query.ok) return refused(query.error, ref);
  return ok({
    type: 'search',
    ref,
    text: query.value,
    ...(room !== undefined && { room }),
    ...(before !== undefined && { before }),
  });
}

function parseTyping(fields: Fields): Parsed {
  const room = fields.get('room');
  return isRoom(room) ? ok({ type: 'typing', room }) : malformed('bad-field');
}

function parsePresence(fields: Fields): Parsed {
  const asleep = fields.get('asleep');
  return typeof asleep === 'boolean' ? ok({ type: 'presence', asleep }) : malformed('bad-field');
}

function parseRename(fields: Fields): Parsed {
  const raw = fields.get('name');
  if (typeof raw !== 'string') return malformed('bad-field');
  const name = parseName(raw);
  return name.ok ? ok({ type: 'rename', name: name.value.name }) : refused(name.error);
}
