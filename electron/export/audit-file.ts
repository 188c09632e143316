/** What was done to keep order, as a file for other programs: CSV for a spreadsheet, JSON for the rest. */
import type { AuditEntry } from '../../contract/model/audit-entry.ts';
import { CSV_START, csvRow } from './csv.ts';

const COLUMNS = ['at', 'by', 'role', 'what', 'to', 'whom', 'room', 'minutes', 'reason', 'refused'] as const;

export function csvOf(deeds: readonly AuditEntry[]): string {
  return CSV_START + [COLUMNS, ...deeds.map(rowOf)].map(csvRow).join('');
}

export function jsonOf(deeds: readonly AuditEntry[]): string {
  return `${JSON.stringify(deeds, undefined, 2)}\n`;
}

function rowOf({ at, by, what, to, whom, room, minutes, reason, refused }: AuditEntry): string[] {
  const cells = [new Date(at).toISOString(), by.name, by.role, what, to, whom?.name, room?.name];
  return [...cells, minutes === undefined ? '' : String(minutes), reason, refused].map((cell) => cell ?? '');
}
