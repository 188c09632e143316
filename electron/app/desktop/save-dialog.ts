/** Asks where to save a file, and saves it there. */
import { app, dialog, type BrowserWindow, type FileFilter } from 'electron';
import { errorText } from '../../../contract/error-text.ts';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AuditFormat } from '../../../contract/model/audit-entry.ts';
import type { SaveResult } from '../../../contract/ipc/results.ts';
import { nameToSave, parseFileName } from '../../disk/file-name.ts';
import type { ExportChoice, Written } from '../../../contract/ipc/export.ts';

/** Writes an export into the chosen file. */
export type WriteExport = (choice: ExportChoice, file: string) => Promise<Written>;

export async function saveExport(
  window: BrowserWindow,
  write: WriteExport,
  choice: ExportChoice,
): Promise<Written> {
  const file = await choose(window, `porchlight-${today()}.${choice.format}`);
  return file === undefined ? { ok: false, why: 'cancelled' } : write(choice, file);
}

/**
 * Saves a file that a guest sent; it is never opened.
 *
 * @param neutral the name of a file without one
 */
export async function saveFile(
  window: BrowserWindow,
  write: (id: string, file: string) => Promise<Written>,
  { id, name }: { readonly id: string; readonly name: string },
  neutral: string,
): Promise<Written> {
  const file = await choose(window, nameToSave(parseFileName(name), neutral));
  return file === undefined ? { ok: false, why: 'cancelled' } : write(id, file);
}

/** Saves the report on a connection that the window shows. */
export async function saveReport(window: BrowserWindow, report: string): Promise<Written> {
  const file = await choose(window, `porchlight-connection-${today()}.json`);
  return file === undefined ? { ok: false, why: 'cancelled' } : writeOut(file, report);
}

/**
 * Saves the audit log.
 *
 * @param read returns the text; `null` if it cannot be read
 */
export async function saveAuditLog(
  window: BrowserWindow,
  read: (format: AuditFormat) => Promise<string | null>,
  format: AuditFormat,
): Promise<SaveResult> {
  const text = await read(format);
  if (text === null) return 'unread';
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
