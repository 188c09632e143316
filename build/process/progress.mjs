/** Says how far a long step has come: on one line that rewrites itself in a terminal, a line now and then elsewhere. */

const TERMINAL_EVERY_MS = 100;
const LINE_EVERY_MS = 3_000;
const BYTES_PER_MB = 1_000_000;

/**
 * @param {string} label what is being done: "Downloading Electron"
 * @returns {{ at: (bytes: number, totalBytes: number | null) => void, end: () => void }} the total is null where
 *   nobody knows it
 */
export function showProgress(label) {
  // Beside the results, not among them: standard output may be read by a program.
  const terminal = process.stderr.isTTY;
  const every = terminal ? TERMINAL_EVERY_MS : LINE_EVERY_MS;
  let saidAt = performance.now();
  let shown = false;
  return {
    at(bytes, totalBytes) {
      if (performance.now() - saidAt < every) return;
      saidAt = performance.now();
      shown = true;
      const line = `${label}: ${amount(bytes, totalBytes)}`;
      process.stderr.write(terminal ? `\r\x1b[K${line}` : `${line}\n`);
    },
    end() {
      if (terminal && shown) process.stderr.write('\r\x1b[K');
    },
  };
}

/**
 * @param {number} bytes
 * @param {number | null} totalBytes
 */
function amount(bytes, totalBytes) {
  const done = Math.round(bytes / BYTES_PER_MB);
  if (totalBytes === null || totalBytes === 0) return `${done} MB`;
  const percent = Math.min(100, Math.floor((bytes / totalBytes) * 100));
  return `${done} of ${Math.round(totalBytes / BYTES_PER_MB)} MB, ${percent} %`;
}
