/** Builds what is missing or older than its sources, and nothing else; silent when it works. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { staleParts } from './sources.mjs';

const builder = fileURLToPath(new URL('../build.mjs', import.meta.url));

/**
 * In a process of its own: the builder's memory and threads do not stay with the program that runs afterwards.
 * @param {string[]} parts
 */
export async function buildStale(parts) {
  const stale = await staleParts(parts);
  if (stale.length === 0) return;
  const child = spawn(process.execPath, [builder, ...stale], { stdio: 'inherit' });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error('The build failed; the lines above say where.');
}
