/**
 * CSV in which no spreadsheet computes anything, however it splits the cells: at commas as in RFC 4180, at semicolons
 * and tabs as in half of Europe, with or without regard for quotes (CWE-1236).
 */

/** The byte order mark by which spreadsheets recognize UTF-8. */
export const CSV_START = '\ufeff';

/** Returns one row of the table, including its line end. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${escapeFormulas(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * Where a cell may begin: at the start, after any separator, and after each line break, because a program that splits
 * elsewhere no longer knows which quotes belong together.
 */
const CELL_START = '(?:^|(?<=[,;\\t\\r\\n]))';
/** A formula, also in full-width characters, with what spreadsheets skip before it. */
const FORMULA = '[\\s"\\p{Cc}\\p{Cf}]*[=+\\-@＝＋－＠]|"*[\\t\\r]';
/** A position where the closing quote of a cell would open another one that contains the line end. */
const OPEN_END = '(?<=[;\\t\\r\\n])(?="*$)';
const FORMULA_START = new RegExp(`${CELL_START}(?=${FORMULA})|${OPEN_END}`, 'gu');

/** A leading apostrophe makes a cell plain text. */
function escapeFormulas(cell: string): string {
  return cell.replace(FORMULA_START, "'");
}
