/** What a form about somebody comes to: the act that is asked for. */
import type { Ban, Remove, Mute } from '../../../contract/wire/moderation-message.ts';
import type { Covers } from '../../../contract/model/moderation.ts';

/** @param minutes `undefined` until it is lifted */
export function mute(whom: string, reason: string, minutes: number | undefined): Omit<Mute, 'ref'> {
  return { type: 'mute', personId: whom, reason, ...(minutes !== undefined && { minutes }) };
}

export function remove(whom: string, reason: string): Omit<Remove, 'ref'> {
  return { type: 'remove', personId: whom, reason };
}

/** @param minutes `undefined` for good */
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
