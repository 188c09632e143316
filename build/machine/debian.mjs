/** Installs Debian packages where we may, and says in one line what to install where we may not. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { duration, LIMIT_MS } from '../process/child.mjs';

const cache = fileURLToPath(new URL('../../.cache', import.meta.url));

/**
 * @param {string[]} packages
 * @param {string} purpose what they are for: "the tests"
 * @param {(line: string) => void} log
 */
export async function installPackages(packages, purpose, log) {
  if (packages.length === 0) return;
  const names = packages.join(' ');
  if (!existsSync('/usr/bin/apt-get')) {
    throw new Error(`Please install what Debian calls ${names}, for ${purpose}, and start again.`);
  }
  if (process.getuid?.() !== 0) {
    throw new Error(`Please run this once, for ${purpose}: sudo apt-get install ${names}`);
  }
  mkdirSync(cache, { recursive: true });
  const record = join(cache, 'apt.log');
  log('Asking Debian for its list of packages.');
  await apt(['update'], record, 'w');
  log(`Installing ${names}.`);
  await apt(['install', '--yes', '--no-install-recommends', ...packages.map(nameHere)], record, 'a');
}

/** Some libraries got a new name when their clocks grew to 64 bits; asked for by the old one, apt may refuse. @param {string} name */
function nameHere(name) {
  const renamed = `${name}t64`;
  return spawnSync('apt-cache', ['show', renamed], { stdio: 'ignore' }).status === 0 ? renamed : name;
}

/**
 * @param {string[]} parameters
 * @param {string} record the file that gets all of its output
 * @param {'w' | 'a'} mode
 */
async function apt(parameters, record, mode) {
  const output = openSync(record, mode);
  const patience = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120'];
  const child = spawn('apt-get', ['--quiet', ...patience, ...parameters], {
    stdio: ['ignore', output, output],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    // One that is ended halfway leaves packages half installed, so only one that hangs may be.
    timeout: LIMIT_MS,
  });
  const [code] = await once(child, 'exit');
  if (child.killed) {
    throw new Error(
      `apt-get ${parameters[0]} was ended at its limit of ${duration(LIMIT_MS)}; its output is in ${record}.`,
    );
  }
  if (code !== 0) throw new Error(`apt-get ${parameters[0]} failed; its output is in ${record}.`);
}
