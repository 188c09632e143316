/** The clock, randomness and hashes of this computer, for the rules, which use none themselves. */
import { createHash, randomBytes } from 'node:crypto';
import type { ClockAndIds } from './model/clock-and-ids.ts';

export const SYSTEM_CLOCK_AND_IDS: ClockAndIds = {
  proofOf: (token) => createHash('sha256').update(token).digest('base64url'),
  identity: () => ({ id: freshId(), token: randomBytes(16).toString('hex') }),
  now: () => Date.now(),
  elapsed: () => performance.now(),
};

/**
 * An id that no two people are ever given. Base 36 is as short as letters of one case make it: a list of a thousand
 * people is sent to each of them.
 */
function freshId(): string {
  return randomBytes(8).readBigUInt64BE().toString(36);
}
