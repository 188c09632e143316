/**
 * A table as a file for spreadsheets, in which nothing is computed, wherever a program cuts it: at commas as RFC 4180
 * says, at semicolons and tabs as in half of Europe, with regard for quotes or without. (CWE-1236)
 */

/** So that a spreadsheet takes it for UTF-8. */
export const CSV_START = '\ufeff';

/** One line of the table, with its end. */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${harmless(cell).replaceAll('"', '""')}"`).join(',')}\r\n`;
}

/**
 * Where a cell may begin: at the start, behind what some program cuts at, and behind each line break, since a program
 * that cuts elsewhere no longer knows which quotes belong together.
 */
const BEGINNING = '(?:^|(?<=[,;\\t\\r\\n]))';
/** What computes, in its full width too, and what spreadsheets skip before it. */
const FORMULA = '[\\s"\\p{Cc}\\p{Cf}]*[=+\\-@＝＋－＠]|"*[\\t\\r]';
/** Where the quote that ends a cell would begin another one, with the end of the line in it. */
const OPEN_END = '(?<=[;\\t\\r\\n])(?="*$)';
const COMPUTED = new RegExp(`${BEGINNING}(?=${FORMULA})|${OPEN_END}`, 'gu');

/** An apostrophe at its beginning makes a text of a cell. */
function harmless(cell: string): string {
  return cell.replace(COMPUTED, "'");
}
