/** What was done to keep order, as it is written down: by whom, to whom, when and why. Nobody changes it afterwards. */
import * as v from 'valibot';
import { ErrorCodeSchema } from './error-code.ts';
import { CoversSchema, NamedSchema, RoomRulesSchema } from './moderation.ts';
import { RoleSchema } from './person.ts';
import { maybe, parseAs, tolerantObject, type Infer } from './schema.ts';

/** What 0.1.0 called some of these. */
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

/** Reads the name of 0.1.0 as that of today. */
function renamed<S extends v.GenericSchema>(schema: S) {
  return v.pipe(
    v.unknown(),
    v.transform((name) => RENAMED.get(name) ?? name),
    schema,
  );
}

export const AuditActionSchema = v.picklist([
  'mute',
  'unmute',
  'remove',
  'ban',
  'unban',
  'role',
  'delete',
  'review',
  'rules',
  'announce',
  'withdraw',
  'pin',
]);
export type AuditAction = Infer<typeof AuditActionSchema>;

export const AuditEntrySchema = tolerantObject({
  /** The host's wall clock, milliseconds since 1970. */
  at: v.number(),
  by: tolerantObject({ ...NamedSchema.entries, role: RoleSchema }),
  what: renamed(AuditActionSchema),
  whom: maybe(NamedSchema),
  room: maybe(NamedSchema),
  reason: maybe(v.string()),
  /** If left out where there is a term: for good, or until it is lifted. */
  minutes: maybe(v.number()),
  covers: maybe(CoversSchema),
  /** The outcome: a role, `approved` or `rejected`, or `kept` or `removed` with another PIN. */
  to: maybe(renamed(v.string())),
  rules: maybe(RoomRulesSchema),
  /** It was asked for, and not done. */
  refused: maybe(renamed(ErrorCodeSchema)),
});
export type AuditEntry = Infer<typeof AuditEntrySchema>;

/** `undefined` if it cannot be read. */
export function parseAuditEntry(value: unknown): AuditEntry | undefined {
  return parseAs(AuditEntrySchema, value);
}

/** One that was written down, and where. */
export interface NumberedAuditEntry {
  readonly number: number;
  readonly entry: AuditEntry;
}

/** Some of them, the newest first. */
export interface AuditPage {
  readonly entries: readonly NumberedAuditEntry[];
  /** There are earlier ones. */
  readonly more: boolean;
}

export type AuditFormat = 'csv' | 'json';
