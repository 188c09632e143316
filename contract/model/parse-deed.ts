/** Reads what was done to keep order off the disk that keeps it. */
import type { Deed, DeedKind } from './deed.ts';
import { isErrorCode } from './error-code.ts';
import { isNumber, isText, toFields } from './fields.ts';
import { isRole } from './parse-entry.ts';
import { parseCovers, parseNamed, parseRoomRules } from './parse-order.ts';

/** `undefined` for what is none. */
export function parseDeed(value: unknown): Deed | undefined {
  const fields = toFields(value) ?? {};
  const { at, by, what, reason, minutes, to, refused } = fields;
  const doer = parseNamed(by);
  const role = toFields(by)?.['role'];
  if (!isNumber(at) || doer === undefined || !isRole(role) || !isKind(what)) return undefined;
  const [whom, room] = [parseNamed(fields['whom']), parseNamed(fields['room'])];
  const [covers, rules] = [parseCovers(fields['covers']), parseRoomRules(fields['rules'])];
  return {
    ...{ at, by: { ...doer, role }, what },
    ...(whom && { whom }),
    ...(room && { room }),
    ...(isText(reason) && { reason }),
    ...(isNumber(minutes) && { minutes }),
    ...(covers && { covers }),
    ...(isText(to) && { to }),
    ...(rules && { rules }),
    ...(isErrorCode(refused) && { refused }),
  };
}

/** A record, so that the compiler misses no kind. */
const kinds: Readonly<Record<DeedKind, true>> = {
  mute: true,
  unmute: true,
  kick: true,
  ban: true,
  lift: true,
  role: true,
  delete: true,
  decide: true,
  rules: true,
  announce: true,
  withdraw: true,
  pin: true,
};
const knownKinds: ReadonlySet<unknown> = new Set(Object.keys(kinds));

function isKind(value: unknown): value is DeedKind {
  return knownKinds.has(value);
}
