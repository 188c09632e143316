/** Runs a program, and ends it with all that it started: at its limit, or when this process is told to end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { endTree, killGroup, OWN_GROUP } from './process-tree.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const MINUTE_MS = 60_000;

/** Only a program that hangs takes this long, even on a machine that does other work too. */
export const LIMIT_MS = 30 * MINUTE_MS;
/** From the request to end until the program is killed: time for a browser and a host to close. */
const GRACE_MS = 10_000;

/**
 * @typedef {object} Options
 * @property {boolean} quiet true returns the output; otherwise it is passed on as it comes
 * @property {NodeJS.ProcessEnv} [env]
 * @property {number} [limitMs]
 * @property {number} [graceMs]
 *
 * @typedef {object} Outcome
 * @property {string | null} fault null when it ended by itself with 0, otherwise what happened
 * @property {Buffer} output what it wrote, when it was quiet
 */

/** @type {Map<import('node:child_process').ChildProcess, (reason: string) => void>} */
const running = new Map();

/**
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {Options} options
 * @returns {Promise<Outcome>}
 */
export async function runChild(command, parameters, options) {
  const { quiet, env = process.env, limitMs = LIMIT_MS, graceMs = GRACE_MS } = options;
  // A group of its own can be ended as a whole, by its id.
  const child = spawn(command, parameters, {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: OWN_GROUP,
  });
  const { pid } = child;
  if (pid === undefined) {
    const [error] = await once(child, 'error');
    return { fault: `could not be started: ${error.message}`, output: Buffer.alloc(0) };
  }
  const output = collect(child, quiet);

  /** @type {string | null} */
  let ended = null;
  /** @type {Promise<void> | null} */
  let ending = null;
  const end = (/** @type {string} */ reason) => {
    ended ??= reason;
    ending ??= endTree(pid, graceMs);
  };
  const limit = setTimeout(() => end(`ended at its limit of ${duration(limitMs)}`), limitMs);
  running.set(child, end);
  const closed = once(child, 'close');
  const [code, signal] = await once(child, 'exit');
  try {
    await ending;
    // What a program left behind would also keep its output open, and with it this process.
    killGroup(pid);
    await Promise.race([closed, sleep(graceMs, undefined, { ref: false })]);
  } finally {
    child.stdout?.destroy();
    child.stderr?.destroy();
    clearTimeout(limit);
    running.delete(child);
  }
  return { fault: ended ?? faultOf(code, signal), output: Buffer.concat(output) };
}

/** From now on, when this process is told to end, it ends what it runs; when it runs nothing, it ends at once. */
export function passSignalsOn() {
  process.on('exit', () => {
    for (const { pid } of running.keys()) if (pid !== undefined) killGroup(pid);
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      if (running.size === 0) process.exit(1);
      for (const end of running.values()) end(`ended by ${signal}`);
    });
  }
}

/** @param {number} milliseconds */
export function duration(milliseconds) {
  return milliseconds < MINUTE_MS ? `${milliseconds / 1000} s` : `${milliseconds / MINUTE_MS} min`;
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {boolean} quiet
 */
function collect(child, quiet) {
  /** @type {Buffer[]} */
  const output = [];
  child.stdout?.on('data', (/** @type {Buffer} */ chunk) => {
    if (quiet) output.push(chunk);
    else process.stdout.write(chunk);
  });
  child.stderr?.on('data', (/** @type {Buffer} */ chunk) => {
    if (quiet) output.push(chunk);
    else process.stderr.write(chunk);
  });
  return output;
}

/** @param {number | null} code @param {NodeJS.Signals | null} signal */
function faultOf(code, signal) {
  if (code === 0) return null;
  return code === null ? `killed by ${signal}` : `exit code ${code}`;
}
