/** Asks where to save a file, and saves it there. */
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import { errorText } from '../../../contract/error-text.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditFormat } from '../../../contract/model/audit-entry.ts';
import type { SaveResult } from '../../../contract/ipc/ipc.ts';
import { nameToSave, parseFileName } from '../../disk/file-name.ts';
import { parseExportChoice, type ExportChoice, type Written } from '../../../contract/ipc/export.ts';

/** Writes an export into the chosen file. */
export type WriteExport = (choice: ExportChoice, file: string) => Promise<Written>;

const REPORT_UNITS_MAX = 1_000_000;

/** Throws TypeError for an invalid argument: the window would not send one. */
export async function saveExport(
  window: BrowserWindow,
  write: WriteExport,
  argument: unknown,
): Promise<Written> {
  const choice = parseExportChoice(argument);
  if (choice === undefined) throw new TypeError('not an export');
  const file = await choose(window, `porchlight-${today()}.${choice.format}`);
  return file === undefined ? { ok: false, why: 'cancelled' } : write(choice, file);
}

/**
 * Saves a file that a guest sent; it is never opened. Throws like {@link saveExport}.
 *
 * @param neutral the name of a file without one
 */
export async function saveFile(
  window: BrowserWindow,
  write: (id: string, file: string) => Promise<Written>,
  argument: unknown,
  neutral: string,
): Promise<Written> {
  const { id, name }: { id?: unknown; name?: unknown } =
    typeof argument === 'object' && argument !== null ? argument : {};
  if (typeof id !== 'string' || typeof name !== 'string') throw new TypeError('not a file');
  const file = await choose(window, nameToSave(parseFileName(name), neutral));
  return file === undefined ? { ok: false, why: 'cancelled' } : write(id, file);
}

/** Saves the report on a connection that the window shows. Throws like {@link saveExport}. */
export async function saveReport(window: BrowserWindow, argument: unknown): Promise<Written> {
  if (typeof argument !== 'string' || argument.length > REPORT_UNITS_MAX) throw new TypeError('not a report');
  const file = await choose(window, `porchlight-connection-${today()}.json`);
  return file === undefined ? { ok: false, why: 'cancelled' } : writeOut(file, argument);
}

/**
 * Saves the audit log. Throws like {@link saveExport}.
 *
 * @param read returns the text; another value means it could not be read
 */
export async function saveAuditLog(
  window: BrowserWindow,
  read: (format: AuditFormat) => Promise<unknown>,
  argument: unknown,
): Promise<SaveResult> {
  const { format }: { format?: unknown } = typeof argument === 'object' && argument !== null ? argument : {};
  if (format !== 'csv' && format !== 'json') throw new TypeError('not a format');
  const text = await read(format);
  if (typeof text !== 'string') return 'unread';
  const place = join(app.getPath('documents'), `porchlight-audit-${today()}.${format}`);
  const file = await choose(window, place, [{ name: format.toUpperCase(), extensions: [format] }]);
  if (file === undefined) return 'cancelled';
  return (await writeOut(file, text)).ok ? 'saved' : 'failed';
}

/** Readable by its owner only: it shows who talked to whom. */
async function writeOut(file: string, text: string): Promise<Written> {
  try {
    await writeFile(file, text, { mode: 0o600 });
    return { ok: true, file };
  } catch (error) {
    return { ok: false, why: 'failed', detail: errorText(error) };
  }
}

async function choose(
  window: BrowserWindow,
  defaultPath: string,
  filters: FileFilter[] = [],
): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath, filters });
  return canceled || filePath === '' ? undefined : filePath;
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
