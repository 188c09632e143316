/** Writes a file that somebody asked for: what breaks off leaves nothing under its name. It refuses to know what is in it. */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Takes the place of what has that name. Rejects with Node's own error. */
export async function writeWhole(bytes: Readable, path: string): Promise<void> {
  const partial = `${path}.part`;
  try {
    await pipeline(bytes, createWriteStream(partial, { flush: true }));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
