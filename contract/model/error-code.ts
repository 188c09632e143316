/** Why the host refuses what it was sent; the words are the pages'. */
import type { NameRefusal, TextRefusal } from '../text/writing.ts';

export type ErrorCode =
  | 'bad-json'
  | 'unknown-type'
  | 'bad-field'
  | 'forged'
  | 'not-joined'
  | 'already-joined'
  | 'name-taken'
  | 'name-reserved'
  | 'pin-required'
  | 'pin-wrong'
  | 'pin-wait'
  | 'too-fast'
  | 'muted'
  | 'room-gone'
  | 'person-gone'
  | 'message-gone'
  | 'not-yours'
  | 'query-empty'
  | 'too-many'
  | 'not-read'
  | 'file-gone'
  | 'thumbnail-unfit'
  | 'silenced'
  | 'not-allowed'
  | 'name-barred'
  | 'bans-full'
  | 'read-only'
  | 'slow'
  | 'declined'
  | 'waiting-full'
  | 'looked-at'
  | NameRefusal
  | TextRefusal;

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

export function isErrorCode(value: unknown): value is ErrorCode {
  return knownErrorCodes.has(value);
}
