/** Reads what keeps order, off the network and out of the window alike: the fields that are known, and no others. */
import { isCount, isRef, isShortText, malformed, type Parsed } from './client-fields.ts';
import { toFields, type Fields } from '../model/json-object.ts';
import {
  BAN_OTHERS_MAX,
  SANCTION_MINUTES_MAX,
  SLOW_SECONDS_MAX,
  type Covers,
  type ModerationMessage,
  type RoomRules,
} from '../model/moderation.ts';
import { ok } from '../result.ts';
import { parseReason } from '../text/writing.ts';

const PERSON_LENGTH_MAX = 64;

export function parseModeration(fields: Fields): Parsed {
  const type = fields.get('type');
  if (!isOrder(type)) return malformed('unknown-type');
  const message = parse(type, fields);
  return message === undefined ? malformed('bad-field') : ok(message);
}

type Type = ModerationMessage['type'];
const TYPES: Readonly<Record<Type, true>> = {
  mute: true,
  unmute: true,
  remove: true,
  ban: true,
  unban: true,
  'ban-preview': true,
  bans: true,
  review: true,
};

function isOrder(type: unknown): type is Type {
  return typeof type === 'string' && Object.hasOwn(TYPES, type);
}

/** `undefined` if a field is missing, or is not what it should be. */
function parse(type: Type, fields: Fields): ModerationMessage | undefined {
  const ref = fields.get('ref');
  if (!isRef(ref)) return undefined;
  if (type === 'bans') return { type, ref };
  if (type === 'unban') {
    const ban = fields.get('ban');
    return isPerson(ban) ? { type, ref, ban } : undefined;
  }
  if (type === 'review') {
    const [pending, approve] = [fields.get('pending'), fields.get('approve')];
    return isPerson(pending) && typeof approve === 'boolean' ? { type, ref, pending, approve } : undefined;
  }
  const personId = fields.get('personId');
  if (!isPerson(personId)) return undefined;
  if (type === 'unmute' || type === 'ban-preview') return { type, ref, personId };
  const reason = parseReason(fields.get('reason'));
  if (reason === undefined) return undefined;
  if (type === 'remove') return { type, ref, personId, reason };
  const minutes = fields.get('minutes');
  if (minutes !== undefined && !isMinutes(minutes)) return undefined;
  const sanction = { ref, personId, reason, ...(minutes !== undefined && { minutes }) };
  return type === 'mute' ? { type, ...sanction } : parseBan(sanction, fields);
}

function parseBan(
  sanction: {
    readonly ref: string;
    readonly personId: string;
    readonly reason: string;
    readonly minutes?: number;
  },
  fields: Fields,
): ModerationMessage | undefined {
  const covers = parseCovers(toFields(fields.get('covers')));
  const others = fields.get('others') ?? [];
  if (covers === undefined || !Array.isArray(others) || others.length > BAN_OTHERS_MAX) return undefined;
  if (!others.every(isPerson)) return undefined;
  return { type: 'ban', ...sanction, covers, ...(others.length > 0 && { others: [...new Set(others)] }) };
}

/** It has to hold somebody by something. */
function parseCovers(fields: Fields | undefined): Covers | undefined {
  const [token, name, address] = [fields?.get('token'), fields?.get('name'), fields?.get('address')];
  if (typeof token !== 'boolean' || typeof name !== 'boolean' || typeof address !== 'boolean')
    return undefined;
  return token || name || address ? { token, name, address } : undefined;
}

/** Rules as the window sends them; `undefined` if they are none. */
export function parseRoomRules_(raw: unknown): RoomRules | undefined {
  const fields = toFields(raw);
  if (fields === undefined) return undefined;
  const slow = fields.get('slow');
  if (slow !== undefined && !(isCount(slow) && slow >= 1 && slow <= SLOW_SECONDS_MAX)) return undefined;
  return {
    ...(slow !== undefined && { slow }),
    ...(fields.get('readOnly') === true && { readOnly: true }),
    ...(fields.get('approve') === true && { approve: true }),
  };
}

function isMinutes(value: unknown): value is number {
  return isCount(value) && value >= 1 && value <= SANCTION_MINUTES_MAX;
}

function isPerson(value: unknown): value is string {
  return isShortText(value, PERSON_LENGTH_MAX) && value !== '';
}
