/** Why the host refuses what it was sent; the words are the pages'. */
import type { NameRefusal, TextRefusal } from '../text/writing.ts';

export type ErrorCode =
  | 'bad-json'
  | 'unknown-type'
  | 'bad-field'
  | 'reserved-field'
  | 'not-joined'
  | 'already-joined'
  | 'name-taken'
  | 'name-reserved'
  | 'pin-required'
  | 'pin-wrong'
  | 'pin-wait'
  | 'too-fast'
  | 'rate-limited'
  | 'room-gone'
  | 'person-gone'
  | 'message-gone'
  | 'not-yours'
  | 'query-empty'
  | 'too-many-reactions'
  | 'read-failed'
  | 'file-gone'
  | 'thumbnail-invalid'
  | 'muted'
  | 'not-allowed'
  | 'name-banned'
  | 'bans-full'
  | 'read-only'
  | 'slow-mode'
  | 'rejected'
  | 'approval-queue-full'
  | 'not-editable'
  | NameRefusal
  | TextRefusal;

/** A record, so that the compiler misses no code. */
const errorCodes: Readonly<Record<ErrorCode, true>> = {
  'bad-json': true,
  'unknown-type': true,
  'bad-field': true,
  'reserved-field': true,
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
  'rate-limited': true,
  'room-gone': true,
  'person-gone': true,
  'too-many-reactions': true,
  'read-failed': true,
  'file-gone': true,
  'thumbnail-invalid': true,
  muted: true,
  'not-allowed': true,
  'name-banned': true,
  'bans-full': true,
  'read-only': true,
  'slow-mode': true,
  rejected: true,
  'approval-queue-full': true,
  'not-editable': true,
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
