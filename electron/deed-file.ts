/** What was done to keep order, as a file for other programs: CSV for a spreadsheet, JSON for the rest. */
import type { Deed } from '../contract/deed.ts';

const COLUMNS = ['at', 'by', 'role', 'what', 'to', 'whom', 'room', 'minutes', 'reason', 'refused'] as const;
/** So that a spreadsheet takes it for UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** RFC 4180, and nothing in it that a spreadsheet would calculate. */
export function csvOf(deeds: readonly Deed[]): string {
  const rows = [COLUMNS, ...deeds.map(rowOf)];
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cellOf).join(',')}\r\n`).join('');
}

export function jsonOf(deeds: readonly Deed[]): string {
  return `${JSON.stringify(deeds, undefined, 2)}\n`;
}

function rowOf({ at, by, what, to, whom, room, minutes, reason, refused }: Deed): string[] {
  const cells = [new Date(at).toISOString(), by.name, by.role, what, to, whom?.name, room?.name];
  return [...cells, minutes === undefined ? '' : String(minutes), reason, refused].map((cell) => cell ?? '');
}

/** What begins so is a formula to a spreadsheet, also in the full width of Chinese and Japanese. (CWE-1236) */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

function cellOf(text: string): string {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
