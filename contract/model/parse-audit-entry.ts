/** Reads what was done to keep order off the disk that keeps it. */
import type { AuditEntry, AuditAction } from './audit-entry.ts';
import { isErrorCode } from './error-code.ts';
import { isNumber, isText, toFields } from './fields.ts';
import { isRole } from './parse-entry.ts';
import { parseCovers, parseNamed, parseRoomRules } from './parse-moderation.ts';

/** `undefined` for what is none. */
export function parseAuditEntry(value: unknown): AuditEntry | undefined {
  const fields = toFields(value) ?? {};
  const { at, by, reason, minutes } = fields;
  const [what, to, refused] = [fields['what'], fields['to'], fields['refused']].map(nameNow);
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

/** What some of these were called in 0.1.0. */
const RENAMED: ReadonlyMap<unknown, string> = new Map([
  ['kick', 'remove'],
  ['lift', 'unban'],
  ['decide', 'review'],
  ['declined', 'rejected'],
  ['thrown-out', 'removed'],
  ['silenced', 'muted'],
  ['name-barred', 'name-banned'],
  ['not-read', 'read-failed'],
]);

function nameNow(value: unknown): unknown {
  return RENAMED.get(value) ?? value;
}

/** A record, so that the compiler misses no kind. */
const kinds: Readonly<Record<AuditAction, true>> = {
  mute: true,
  unmute: true,
  remove: true,
  ban: true,
  unban: true,
  role: true,
  delete: true,
  review: true,
  rules: true,
  announce: true,
  withdraw: true,
  pin: true,
};
const knownKinds: ReadonlySet<unknown> = new Set(Object.keys(kinds));

function isKind(value: unknown): value is AuditAction {
  return knownKinds.has(value);
}
