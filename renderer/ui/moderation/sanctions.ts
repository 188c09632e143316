/** Builds the moderation request of a form. */
import type { Ban, Covers, Remove, Mute } from '../../../contract/model/moderation.ts';

/** @param minutes `undefined` until unmuted */
export function mute(whom: string, reason: string, minutes: number | undefined): Omit<Mute, 'ref'> {
  return { type: 'mute', personId: whom, reason, ...(minutes !== undefined && { minutes }) };
}

export function remove(whom: string, reason: string): Omit<Remove, 'ref'> {
  return { type: 'remove', personId: whom, reason };
}

/** @param minutes `undefined` for a permanent ban */
export function ban(
  whom: string,
  reason: string,
  minutes: number | undefined,
  covers: Covers,
  others: readonly string[],
): Omit<Ban, 'ref'> {
  return {
    ...{ type: 'ban', personId: whom, reason, covers },
    ...(minutes !== undefined && { minutes }),
    ...(others.length > 0 && { others }),
  };
}
