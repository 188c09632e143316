/** Runs one of the programs for Node: `node build/run.mjs <cli|echo> [arguments…]`. Builds it first where needed. */
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildStale } from './bundle/build-stale.mjs';

/** What each program needs in dist/. @type {Record<string, string[]>} */
const needs = { cli: ['cli', 'chat', 'history'], echo: ['echo'] };

/**
 * In this very process, as if it had been started directly: signals reach it, and its exit code is ours.
 * @param {string} program
 * @param {string[]} parameters
 */
export async function run(program, parameters) {
  await buildStale(needs[program] ?? []);
  const file = fileURLToPath(new URL(`../dist/${program}/${program}.js`, import.meta.url));
  process.argv = [process.execPath, file, ...parameters];
  await import(pathToFileURL(file).href);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [program = '', ...parameters] = process.argv.slice(2);
  try {
    if (!(program in needs))
      throw new Error(`Please say which program to run: ${Object.keys(needs).join(' or ')}.`);
    await run(program, parameters);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
