/** Standard output and error of a program that nobody has to read: it goes on when both are gone. */

/** A line of its own on standard output. */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** A line of its own on standard error. */
export function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

/**
 * From now on it ends nobody that a pipe has no reader (EPIPE), a terminal was closed (EIO), or the disk of a log is full
 * (ENOSPC): what is written there is lost, and there is nobody left to tell.
 */
export function outliveReaders(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
