/**
 * What a browser on the network and the host say to each other under the WebSocket subprotocol
 * `porchlight.v1`: every message is one JSON object in one text message.
 *
 * LAN bytes are never trusted: {@link parseClientMessage} builds a fresh object out of the fields it
 * knows, so that whatever else a peer sent dies here. It refuses to know who is in the room.
 */
import { parseName, parseText, type NameRefusal, type TextRefusal } from './writing.ts';

/** The WebSocket subprotocol of the full page (RFC 6455 §1.9). */
export const SUBPROTOCOL = 'porchlight.v1';

/** A second path that is for WebSockets alone; `/` serves the page to a browser and upgrades too. */
export const SOCKET_PATH = '/ws';

/** The host sends `beat` this often, so that a page (which cannot see pings) knows the line is alive. */
export const BEAT_INTERVAL_MS = 15_000;

/** A page that heard nothing for this long opens a new connection. */
export const SILENCE_LIMIT_MS = 35_000;

/** Close codes of our own (RFC 6455 §7.4.2 leaves 4000–4999 to applications). */
export const CLOSE = {
  /** The same person came in by another connection, which replaces this one. */
  replaced: 4001,
} as const;

export type Role = 'host' | 'guest';

/** `page` speaks `porchlight.v1`, `plain` the plain-text protocol, `console` is the host's own window. */
export type Via = 'page' | 'plain' | 'console';

export interface Person {
  /** Short and stable for as long as the person's token is; shown beside the name and seeds the colour. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly via: Via;
}

/** What every entry of the room's ordered log carries. */
interface Stamp {
  /** Position in the log: 1, 2, 3 … without gaps. */
  readonly seq: number;
  /** The host's wall clock in milliseconds since 1970, for display only. Never decreases along `seq`. */
  readonly at: number;
}

export interface Message extends Stamp {
  readonly type: 'message';
  readonly from: Person;
  readonly text: string;
  /** The id that the author's page gave to it: seeing it come back is the acknowledgement. */
  readonly ref?: string;
}
export interface Joined extends Stamp {
  readonly type: 'joined';
  readonly person: Person;
}
export interface Left extends Stamp {
  readonly type: 'left';
  readonly person: Person;
  /** `true`: they said goodbye. `false`: the connection was lost and did not come back. */
  readonly goodbye: boolean;
}
export interface Renamed extends Stamp {
  readonly type: 'renamed';
  /** Already under the new name. */
  readonly person: Person;
  readonly before: string;
}

/** One line of the ordered log; the room is a fold of these. */
export type Entry = Message | Joined | Left | Renamed;

type Unstamped<E> = E extends Entry ? Omit<E, keyof Stamp> : never;
/** An entry before the log gave it its place and time. */
export type Draft = Unstamped<Entry>;

export interface Welcome {
  readonly type: 'welcome';
  /** Which log this is. Another value than before means that sequence numbers started anew. */
  readonly log: string;
  readonly room: string;
  readonly you: Person;
  /** Proves to a later connection that it is the same person. Keep it in `sessionStorage`. */
  readonly token: string;
  readonly people: readonly Person[];
  /** In order. Follows on directly from `resume.after` if `whole`, else the last page of the log. */
  readonly entries: readonly Entry[];
  readonly whole: boolean;
}

export type ErrorCode =
  | 'bad-json'
  | 'unknown-type'
  | 'bad-field'
  | 'not-joined'
  | 'already-joined'
  | 'name-taken'
  | 'name-reserved'
  | NameRefusal
  | TextRefusal;

export interface Refusal {
  readonly type: 'error';
  readonly code: ErrorCode;
  /** The `ref` of the message that was refused, if it was one. */
  readonly ref?: string;
}

export interface Beat {
  readonly type: 'beat';
}

export type ServerMessage = Welcome | Entry | Refusal | Beat;

/** Where a page that comes back had got to. */
export interface Resume {
  readonly log: string;
  readonly after: number;
}

export interface Join {
  readonly type: 'join';
  readonly name: string;
  readonly token?: string;
  readonly resume?: Resume;
}
export interface Say {
  readonly type: 'message';
  readonly ref: string;
  readonly text: string;
}
export interface Rename {
  readonly type: 'rename';
  readonly name: string;
}
/** A goodbye: the person leaves for good, and the host closes the connection with 1000. */
export interface Leave {
  readonly type: 'leave';
}

export type ClientMessage = Join | Say | Rename | Leave;

/**
 * Malformed: the client is broken or hostile, and repeating it is abuse.
 * Otherwise a person wrote something that can be mended.
 */
export interface ParseRefusal {
  readonly code: ErrorCode;
  readonly malformed: boolean;
  readonly ref?: string;
}

export type Parsed =
  | { readonly ok: true; readonly message: ClientMessage }
  | { readonly ok: false; readonly refusal: ParseRefusal };

/** Reads one text message of a client. Never throws, whatever the text. */
export function parseClientMessage(text: string): Parsed {
  const fields = parseObject(text);
  if (fields === undefined) return malformed('bad-json');
  switch (fields.get('type')) {
    case 'join':
      return parseJoin(fields);
    case 'message':
      return parseSay(fields);
    case 'rename':
      return parseRename(fields);
    case 'leave':
      return { ok: true, message: { type: 'leave' } };
    default:
      return malformed('unknown-type');
  }
}

const REF_LENGTH_MAX = 64;
const TOKEN_LENGTH_MAX = 64;

type Fields = ReadonlyMap<string, unknown>;

/** A Map, so that a field called `__proto__` is a field like any other. */
function parseObject(text: string): Fields | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return toFields(value);
}

function toFields(value: unknown): Fields | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return new Map(Object.entries(value));
}

function parseJoin(fields: Fields): Parsed {
  const raw = fields.get('name');
  if (typeof raw !== 'string') return malformed('bad-field');
  const name = parseName(raw);
  if (!name.ok) return refused(name.code);
  const token = fields.get('token');
  if (token !== undefined && !isShortText(token, TOKEN_LENGTH_MAX)) return malformed('bad-field');
  const resume = fields.get('resume') === undefined ? undefined : parseResume(toFields(fields.get('resume')));
  if (resume === null) return malformed('bad-field');
  return {
    ok: true,
    message: {
      type: 'join',
      name: name.name,
      ...(token !== undefined && { token }),
      ...(resume && { resume }),
    },
  };
}

function parseResume(fields: Fields | undefined): Resume | null {
  const log = fields?.get('log');
  const after = fields?.get('after');
  if (!isShortText(log, TOKEN_LENGTH_MAX) || !isSequence(after)) return null;
  return { log, after };
}

function parseSay(fields: Fields): Parsed {
  const ref = fields.get('ref');
  if (!isShortText(ref, REF_LENGTH_MAX) || ref === '') return malformed('bad-field');
  const raw = fields.get('text');
  if (typeof raw !== 'string') return malformed('bad-field');
  const text = parseText(raw);
  if (!text.ok) return refused(text.code, ref);
  return { ok: true, message: { type: 'message', ref, text: text.text } };
}

function parseRename(fields: Fields): Parsed {
  const raw = fields.get('name');
  if (typeof raw !== 'string') return malformed('bad-field');
  const name = parseName(raw);
  return name.ok ? { ok: true, message: { type: 'rename', name: name.name } } : refused(name.code);
}

function isShortText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

function isSequence(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function malformed(code: ErrorCode): Parsed {
  return { ok: false, refusal: { code, malformed: true } };
}

function refused(code: ErrorCode, ref?: string): Parsed {
  return { ok: false, refusal: { code, malformed: false, ...(ref !== undefined && { ref }) } };
}
