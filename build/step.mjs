/** One step of a longer run: says what it is and how long it took, and ends the run when it fails. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const LIMIT_MS = 45 * 60_000;

/** The step has failed and has already said so. */
export class StepFailed extends Error {}

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    for (const child of running) child.kill(signal);
    process.exit(1);
  });
}

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = performance.now();
  const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const result = await work();
    console.log(`✔ ${name}, ${took()}`);
    return result;
  } catch (error) {
    if (!(error instanceof StepFailed)) console.error(error instanceof Error ? error.message : error);
    console.error(`✘ ${name}, ${took()}`);
    throw new StepFailed(name);
  }
}

/**
 * Runs a script of ours or of a package with Node.
 * @param {string} script relative to the root
 * @param {string[]} parameters
 * @param {{ quiet: boolean, env?: NodeJS.ProcessEnv }} options quiet: its output shows only when it fails
 */
export async function node(script, parameters, { quiet, env = process.env }) {
  const child = spawn(process.execPath, [script, ...parameters], {
    cwd: root,
    env,
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    timeout: LIMIT_MS,
  });
  running.add(child);
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (/** @type {Buffer} */ chunk) => output.push(chunk));
  }
  const [code] = await once(child, 'close');
  running.delete(child);
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new StepFailed(script);
}
