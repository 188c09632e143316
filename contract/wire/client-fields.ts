/**
 * The fields of what a page sends, one by one: each check is used by several messages. It refuses to know which
 * messages there are.
 */
import type { ErrorCode } from '../model/error-code.ts';
import { fail, type Result } from '../result.ts';
import type { ClientMessage } from './wire.ts';

/**
 * Malformed: the client is broken or hostile, and repeating it is abuse.
 * Otherwise a person wrote something that can be mended.
 */
export interface ParseRefusal {
  readonly code: ErrorCode;
  readonly malformed: boolean;
  readonly ref?: string;
}

export type Parsed = Result<ClientMessage, ParseRefusal>;

const REF_LENGTH_MAX = 64;
const ROOM_LENGTH_MAX = 64;
const FILE_ID_LENGTH = 32;

export function isShortText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.length <= most;
}

export function isRef(value: unknown): value is string {
  return isShortText(value, REF_LENGTH_MAX) && value !== '' && value.isWellFormed();
}

export function isRoom(value: unknown): value is string {
  return isShortText(value, ROOM_LENGTH_MAX) && /^[\da-z+-]+$/.test(value);
}

export function isFileId(value: unknown): value is string {
  return isShortText(value, FILE_ID_LENGTH) && /^[\da-f]{32}$/.test(value);
}

/** A sequence number, a position or a time. */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

export function malformed(code: ErrorCode): Parsed {
  return fail({ code, malformed: true });
}

export function refused(code: ErrorCode, ref?: string): Parsed {
  return fail({ code, malformed: false, ...(ref !== undefined && { ref }) });
}
