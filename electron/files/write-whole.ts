/** Writes a file that somebody asked for: what breaks off leaves nothing under its name. It refuses to know what is in it. */
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
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
