/** Writes a file completely or not at all: a failed write leaves the previous file untouched. */
import { randomBytes } from 'node:crypto';
import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Replaces the file at `path`. Rejects with Node's own error. */
export async function writeWhole(bytes: Readable, path: string): Promise<void> {
  // A unique name: an existing file called `.part` may belong to the user.
  const partial = `${path}.${randomBytes(8).toString('hex')}.part`;
  const file = createWriteStream(partial, { flags: 'wx', flush: true });
  try {
    await pipeline(bytes, file);
    await rename(partial, path);
  } catch (error) {
    // If the pipeline fails at once, the file is still being opened.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * The same for a short text of the program itself, readable by its owner only. A failed write leaves `.new` behind,
 * which the next write replaces. Throws Node's own error.
 */
export function writeTextWhole(text: string, path: string): void {
  const partial = `${path}.new`;
  const file = openSync(partial, 'w', 0o600);
  try {
    writeFileSync(file, text);
    // Otherwise a power cut may leave an empty file under the new name.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
}
