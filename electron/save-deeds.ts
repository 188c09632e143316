/** Saves what was done to keep order where whoever sits at the window says. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, type BrowserWindow } from 'electron';
import type { Saved } from '../contract/ipc.ts';
import type { HostRunner } from './host-runner.ts';

/** Throws TypeError for what is no format. */
export async function saveDeeds(
  window: BrowserWindow,
  host: Pick<HostRunner, 'ask'>,
  argument: unknown,
): Promise<Saved> {
  const { format }: { format?: unknown } =
    typeof argument === 'object' && argument !== null ? { ...argument } : {};
  if (format !== 'csv' && format !== 'json') throw new TypeError('not a format');
  const text = await host.ask('writeDeeds', { format });
  if (typeof text !== 'string') return 'unread';
  const day = new Date().toISOString().slice(0, 10);
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), `porchlight-audit-${day}.${format}`),
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
  });
  if (canceled || filePath === '') return 'cancelled';
  try {
    await writeFile(filePath, text);
    return 'saved';
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return 'failed';
  }
}
