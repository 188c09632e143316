/** What was done to keep order, as a file for other programs: CSV for a spreadsheet, JSON for the rest. */
import type { Deed } from '../../contract/model/deed.ts';
import { CSV_START, csvRow } from './csv.ts';

const COLUMNS = ['at', 'by', 'role', 'what', 'to', 'whom', 'room', 'minutes', 'reason', 'refused'] as const;

export function csvOf(deeds: readonly Deed[]): string {
  return CSV_START + [COLUMNS, ...deeds.map(rowOf)].map(csvRow).join('');
}

export function jsonOf(deeds: readonly Deed[]): string {
  return `${JSON.stringify(deeds, undefined, 2)}\n`;
}

function rowOf({ at, by, what, to, whom, room, minutes, reason, refused }: Deed): string[] {
  const cells = [new Date(at).toISOString(), by.name, by.role, what, to, whom?.name, room?.name];
  return [...cells, minutes === undefined ? '' : String(minutes), reason, refused].map((cell) => cell ?? '');
}
