/**
 * Reads what the host sends: checked and copied field by field, so that the rest of the page may trust the
 * types. It refuses to know what a message does.
 */
import type {
  Entry,
  ErrorCode,
  Person,
  Refusal,
  Role,
  ServerMessage,
  Via,
  Welcome,
} from '../../contract/wire.ts';

/** `undefined` for what this page does not understand; never throws. */
export function parseServerMessage(text: string): ServerMessage | undefined {
  const fields = parseFields(text);
  switch (fields?.['type']) {
    case 'welcome':
      return parseWelcome(fields);
    case 'error':
      return parseRefusal(fields);
    case 'beat':
      return { type: 'beat' };
    default:
      return parseEntry(fields);
  }
}

/** The fields of a JSON object; `undefined` if it is something else. */
export function parseFields(text: string): Fields | undefined {
  try {
    return toFields(JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export type Fields = Readonly<Record<string, unknown>>;

/** `undefined` for anything but an object. */
export function toFields(value: unknown): Fields | undefined {
  return isObject(value) ? value : undefined;
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseWelcome({ log, room, you, token, people, entries, whole }: Fields): Welcome | undefined {
  const me = parsePerson(you);
  if (me === undefined || !isText(log) || !isText(room) || !isText(token) || typeof whole !== 'boolean')
    return undefined;
  return {
    type: 'welcome',
    ...{ log, room, token, whole },
    you: me,
    people: parseEach(people, parsePerson),
    entries: parseEach(entries, (entry) => parseEntry(toFields(entry))),
  };
}

function parseEntry(fields: Fields | undefined): Entry | undefined {
  const { type, seq, at, from, text, ref, person: who, goodbye, before } = fields ?? {};
  const person = parsePerson(type === 'message' ? from : who);
  if (person === undefined || !isNumber(seq) || !isNumber(at)) return undefined;
  switch (type) {
    case 'message':
      return isText(text) ? { type, seq, at, from: person, text, ...(isText(ref) && { ref }) } : undefined;
    case 'joined':
      return { type, seq, at, person };
    case 'left':
      return { type, seq, at, person, goodbye: goodbye === true };
    case 'renamed':
      return isText(before) ? { type, seq, at, person, before } : undefined;
    default:
      return undefined;
  }
}

function parsePerson(value: unknown): Person | undefined {
  const { id, name, role, via } = toFields(value) ?? {};
  return isText(id) && isText(name) && isRole(role) && isVia(via) ? { id, name, role, via } : undefined;
}

function parseRefusal({ code, ref }: Fields): Refusal | undefined {
  return isErrorCode(code) ? { type: 'error', code, ...(isText(ref) && { ref }) } : undefined;
}

function parseEach<T>(list: unknown, parse: (value: unknown) => T | undefined): readonly T[] {
  const values: readonly unknown[] = Array.isArray(list) ? list : [];
  return values.map(parse).filter((value): value is T & {} => value !== undefined);
}

/** A record, so that the compiler misses no code. */
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  'bad-json': true,
  'unknown-type': true,
  'bad-field': true,
  'not-joined': true,
  'already-joined': true,
  'name-reserved': true,
  'name-taken': true,
  'name-empty': true,
  'name-too-long': true,
  'name-not-text': true,
  'text-empty': true,
  'text-too-long': true,
  'text-too-many-lines': true,
  'text-not-text': true,
};
const knownErrorCodes: ReadonlySet<unknown> = new Set(Object.keys(errorCodes));

function isErrorCode(value: unknown): value is ErrorCode {
  return knownErrorCodes.has(value);
}

function isRole(value: unknown): value is Role {
  return value === 'host' || value === 'guest';
}

function isVia(value: unknown): value is Via {
  return value === 'page' || value === 'plain' || value === 'console';
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
