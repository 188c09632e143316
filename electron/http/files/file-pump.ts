/**
 * Writes a part of a file to a response in pieces: large ones for who takes them at once, small ones for who is slow,
 * so that a slow reader holds little memory. It refuses to know HTTP.
 */
import type { FileHandle } from 'node:fs/promises';
import type { Writable } from 'node:stream';

const PIECE_BYTES_MIN = 65_536;
const PIECE_BYTES_MAX = 524_288;
/** Who takes a piece within this gets twice as much next time. */
const QUICK_MS = 100;

/**
 * Ends the response when all of it is written. Resolves with whether the reader took it all; rejects when the file cannot
 * be read, or is shorter than that.
 */
export async function pumpFile(
  handle: FileHandle,
  start: number,
  end: number,
  to: Writable,
): Promise<boolean> {
  // That the reader went is found by what became of a write.
  to.on('error', () => undefined);
  let size = PIECE_BYTES_MIN;
  let spare: Buffer | undefined;
  for (let at = start; at <= end;) {
    const wanted = Math.min(size, end + 1 - at);
    const buffer: Buffer = spare !== undefined && spare.length >= wanted ? spare : Buffer.alloc(wanted);
    const { bytesRead } = await handle.read(buffer, 0, wanted, at);
    if (bytesRead === 0) throw new Error(`The file ends at ${at} instead of ${end + 1}.`);
    const sinceMs = performance.now();
    if (!(await taken(to, (done) => to.write(buffer.subarray(0, bytesRead), done)))) return false;
    at += bytesRead;
    const quick = performance.now() - sinceMs < QUICK_MS;
    size = quick ? Math.min(2 * size, PIECE_BYTES_MAX) : PIECE_BYTES_MIN;
    // The kernel has all of it: the next piece may lie in the same place.
    spare = buffer.length <= size ? buffer : undefined;
  }
  return taken(to, (done) => to.end(done));
}

/** Whether the kernel took what `write` gives it before the reader went. */
function taken(to: Writable, write: (done: (error?: Error | null) => void) => void): Promise<boolean> {
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
