/**
 * Writes part of a file to a response in pieces: large ones for fast readers and small ones for slow readers, which
 * limits their memory. It knows nothing of HTTP.
 */
import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';

const PIECE_BYTES_MIN = 65_536;
const PIECE_BYTES_MAX = 524_288;
/** A reader that takes a piece within this time gets twice as much next. */
const QUICK_MS = 100;

/**
 * Writes the bytes from `start` to `end`, inclusive, and ends the response. Resolves with whether the reader took them
 * all; rejects if the file cannot be read or is shorter.
 */
export async function pumpFile(
  handle: FileHandle,
  start: number,
  end: number,
  to: Writable,
): Promise<boolean> {
  // The result of a write shows that the reader is gone.
  to.on('error', () => undefined);
  let size = PIECE_BYTES_MIN;
  let spare: Buffer | undefined;
  for (let at = start; at <= end;) {
    const wanted = Math.min(size, end + 1 - at);
    const buffer: Buffer = spare !== undefined && spare.length >= wanted ? spare : Buffer.alloc(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, at);
    if (bytesRead === 0) throw new Error(`The file ends at ${at} instead of ${end + 1}.`);
    const sinceMs = performance.now();
    if (!(await isWritten(to, (done) => to.write(buffer.subarray(0, bytesRead), done)))) return false;
    at += bytesRead;
    const quick = performance.now() - sinceMs < QUICK_MS;
    size = quick ? Math.min(2 * size, PIECE_BYTES_MAX) : PIECE_BYTES_MIN;
    // The kernel has copied all of it, so the buffer can be reused.
    spare = buffer.length <= size ? buffer : undefined;
  }
  return isWritten(to, (done) => to.end(done));
}

/** Whether the kernel took the data of `write` before the reader went away. */
function isWritten(to: Writable, write: (done: (error?: Error | null) => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    if (to.destroyed) {
      resolve(false);
      return;
    }
    const closed = () => resolve(false);
    to.once('close', closed);
    write((error) => {
      to.off('close', closed);
      resolve(!error);
    });
  });
}
