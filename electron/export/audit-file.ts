/** The audit log as a file: CSV for spreadsheets, JSON for other programs. */
import type { AuditEntry } from '../../contract/model/audit-entry.ts';
import { CSV_START, csvRow } from './csv.ts';

const COLUMNS = ['at', 'by', 'role', 'what', 'to', 'whom', 'room', 'minutes', 'reason', 'refused'] as const;

export function csvOf(entries: readonly AuditEntry[]): string {
  return CSV_START + [COLUMNS, ...entries.map(rowOf)].map(csvRow).join('');
}

export function jsonOf(entries: readonly AuditEntry[]): string {
  return `${JSON.stringify(entries, undefined, 2)}\n`;
}

function rowOf({ at, by, what, to, whom, room, minutes, reason, refused }: AuditEntry): string[] {
  const cells = [new Date(at).toISOString(), by.name, by.role, what, to, whom?.name, room?.name];
  return [...cells, minutes === undefined ? '' : String(minutes), reason, refused].map((cell) => cell ?? '');
}
