/**
 * `npm run weight`: what a browser fetches of the guest page, what that is made of, and how soon a phone four times
 * slower than this machine can use it. Prints the tables and writes docs/weight.json.
 */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { buildStale } from './bundle/build-stale.mjs';
import { buildGuestPage, firstLoad } from './bundle/guest-bundle.mjs';
import { prepareForTests } from './machine/machine.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Packages smaller than this are told together. */
const TOLD_BYTES = 2_000;

/** @typedef {{ first: number, joined: number, interactiveMs: number }} Weight */

const { chromium } = await prepareForTests(() => undefined);
process.env.PORCHLIGHT_CHROMIUM = chromium;
await buildStale(['chat', 'cli', 'history']);
// Before anything is imported for tests, since that makes of every later build one for development.
const contents = contentsOf(await buildGuestPage());
const script = fileURLToPath(new URL('../test/bench/weight.ts', import.meta.url));
/** @type {{ module: { weigh: () => Promise<Weight> } }} */
const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
const weight = await module.weigh();

const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1_000).toFixed(1)} kB`;
console.log(`At the door, gzipped and with headers   ${kilobytes(weight.first)} (of 120)`);
console.log(`… and in the room                       ${kilobytes(weight.joined)}`);
console.log(`Usable on a processor 4 times slower    ${Math.round(weight.interactiveMs)} ms (of 1,000)`);
for (const { chunk, bytes, made } of contents) {
  console.log(`\n${chunk}: ${kilobytes(bytes)}, minified, made of`);
  for (const [name, size] of made) console.log(`  ${name.padEnd(28)} ${kilobytes(size)} before minifying`);
}
writeFileSync(
  `${root}docs/weight.json`,
  `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), ...weight, contents }, undefined, 2)}\n`,
);

/**
 * From where the code of each chunk comes that is fetched at the door.
 * @param {import('./bundle/guest-bundle.mjs').Output} output
 */
function contentsOf(output) {
  const fetched = new Set(firstLoad(output).map(({ file }) => file));
  return output.flatMap((chunk) => {
    if (chunk.type !== 'chunk' || !fetched.has(chunk.fileName)) return [];
    /** @type {Map<string, number>} */
    const sizes = new Map();
    for (const [file, { renderedLength }] of Object.entries(chunk.modules)) {
      const name = /node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/.exec(file)?.[1] ?? 'Porchlight';
      sizes.set(name, (sizes.get(name) ?? 0) + renderedLength);
    }
    const made = [...sizes].sort(([, one], [, other]) => other - one).filter(([, size]) => size > TOLD_BYTES);
    return [{ chunk: chunk.name, bytes: Buffer.byteLength(chunk.code), made }];
  });
}
