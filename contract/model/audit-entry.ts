/** What was done to keep order, as it is written down: by whom, to whom, when and why. Nobody changes it afterwards. */
import type { Covers, Named, RoomRules } from './moderation.ts';
import type { ErrorCode } from './error-code.ts';
import type { Role } from './person.ts';

export type AuditAction =
  | 'mute'
  | 'unmute'
  | 'remove'
  | 'ban'
  | 'unban'
  | 'role'
  | 'delete'
  | 'review'
  | 'rules'
  | 'announce'
  | 'withdraw'
  | 'pin';

export interface AuditEntry {
  /** The host's wall clock, milliseconds since 1970. */
  readonly at: number;
  readonly by: Named & { readonly role: Role };
  readonly what: AuditAction;
  readonly whom?: Named;
  readonly room?: Named;
  readonly reason?: string;
  /** For good, or until it is lifted, if left out where there is one. */
  readonly minutes?: number;
  readonly covers?: Covers;
  /** What it came to: a role, `approved` or `rejected`, or `kept` or `removed` with another PIN. */
  readonly to?: string;
  readonly rules?: RoomRules;
  /** It was asked for, and not done. */
  readonly refused?: ErrorCode;
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
