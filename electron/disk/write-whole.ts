/** Writes a file whole or not at all: what breaks off leaves what had its name before. It refuses to know what is in it. */
import { randomBytes } from 'node:crypto';
import { closeSync, createWriteStream, fsyncSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Takes the place of what has that name. Rejects with Node's own error. */
export async function writeWhole(bytes: Readable, path: string): Promise<void> {
  // A name that nothing else has: what is called `.part` there is somebody's.
  const partial = `${path}.${randomBytes(8).toString('hex')}.part`;
  const file = createWriteStream(partial, { flags: 'wx', flush: true });
  try {
    await pipeline(bytes, file);
    await rename(partial, path);
  } catch (error) {
    // What breaks off at once does so before the file is opened, which goes on by itself.
    if (!file.closed) await new Promise<void>((resolve) => file.once('close', resolve));
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * The same of a short text that the program keeps for itself, for its owner alone. What breaks off leaves `.new` behind,
 * which the next one writes over. Throws Node's own error.
 */
export function writeTextWhole(text: string, path: string): void {
  const partial = `${path}.new`;
  const file = openSync(partial, 'w', 0o600);
  try {
    writeFileSync(file, text);
    // Else a power cut may leave the new name with nothing in it.
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, path);
}
