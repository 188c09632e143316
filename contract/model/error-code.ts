/** Why the host refuses what it was sent; the words are the pages'. */
import * as v from 'valibot';
import { NAME_REFUSALS, TEXT_REFUSALS } from '../text/writing.ts';
import type { Infer } from './schema.ts';

export const ErrorCodeSchema = v.picklist([
  'bad-json',
  'unknown-type',
  'bad-field',
  'reserved-field',
  'not-joined',
  'already-joined',
  'name-taken',
  'name-reserved',
  'pin-required',
  'pin-wrong',
  'pin-wait',
  'too-fast',
  'rate-limited',
  'room-gone',
  'person-gone',
  'message-gone',
  'not-yours',
  'query-empty',
  'too-many-reactions',
  'read-failed',
  'file-gone',
  'thumbnail-invalid',
  'muted',
  'not-allowed',
  'name-banned',
  'bans-full',
  'read-only',
  'slow-mode',
  'rejected',
  'approval-queue-full',
  'not-editable',
  ...NAME_REFUSALS,
  ...TEXT_REFUSALS,
]);
export type ErrorCode = Infer<typeof ErrorCodeSchema>;
