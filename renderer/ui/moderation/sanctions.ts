/** Builds the moderation request of a form. */
import { defined } from '../../../contract/defined.ts';
import type { Ban, Remove, Mute } from '../../../contract/wire/moderation-message.ts';
import type { Covers } from '../../../contract/model/moderation.ts';

/** @param minutes `undefined` until unmuted */
export function mute(personId: string, reason: string, minutes: number | undefined): Omit<Mute, 'ref'> {
  return defined({ type: 'mute', personId, reason, minutes });
}

export function remove(personId: string, reason: string): Omit<Remove, 'ref'> {
  return { type: 'remove', personId, reason };
}

/** @param minutes `undefined` for a permanent ban */
export function ban(
  personId: string,
  reason: string,
  minutes: number | undefined,
  covers: Covers,
  others: readonly string[],
): Omit<Ban, 'ref'> {
  return defined({
    type: 'ban',
    personId,
    reason,
    covers,
    minutes,
    others: others.length > 0 ? others : undefined,
  });
}
