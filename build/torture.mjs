/**
 * `npm run torture -- SCENARIO [--OPTION NUMBER]`: does to a host what power cuts, wrong clocks, full disks and greedy
 * guests do, and prints what became of it. Linux; traffic goes to loopback alone, and each scenario ends by itself.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { buildStale } from './bundle/build-stale.mjs';
import { installPackages } from './machine/debian.mjs';

/** @typedef {{ what: string, measured: string, wanted: string, ok: boolean }} Figure */
/**
 * @typedef {object} Scenario
 * @property {string} title
 * @property {string[]} [packages]
 * @property {true} [root]
 * @property {(bench: { folder: string, say: (line: string) => void, option: (name: string, standard: number) => number }) => Promise<Figure[]>} run
 */

const script = fileURLToPath(new URL('../test/torture/scenarios.ts', import.meta.url));
const say = (/** @type {string} */ line) => console.log(`  ${line}`);

/** @type {{ module: { scenarios: Record<string, Scenario> } }} */
const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
const numbers = ['rounds', 'minutes', 'seconds', 'messages'];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: Object.fromEntries(numbers.map((name) => [name, { type: /** @type {const} */ ('string') }])),
});
const asked = positionals.includes('all') ? Object.keys(module.scenarios) : positionals;
const unknown = asked.filter((name) => module.scenarios[name] === undefined);
if (asked.length === 0 || unknown.length > 0) {
  if (unknown.length > 0) console.error(`There is no scenario called ${unknown.join(', ')}. There are:`);
  else console.error('npm run torture -- SCENARIO, one or more of:');
  for (const [name, { title }] of Object.entries(module.scenarios))
    console.error(`  ${name.padEnd(8)} ${title}`);
  console.error('  all      one after the other');
  process.exit(2);
}
await buildStale(['cli', 'chat', 'history']);
for (const name of asked) if (!(await run(name, module.scenarios[name]))) process.exitCode = 1;
process.exit();

/** @param {string} name @param {Scenario | undefined} scenario @returns {Promise<boolean>} whether all is as it is wanted */
async function run(name, scenario) {
  if (scenario === undefined) return false;
  console.log(`${name}: ${scenario.title}`);
  if (scenario.root && process.getuid?.() !== 0) {
    say('needs root, for file systems of its own: left out');
    return false;
  }
  const missing = (scenario.packages ?? []).filter((each) => !isInstalled(each));
  await installPackages(missing, `the scenario ${name}`, say);
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-torture-'));
  try {
    const option = (/** @type {string} */ key, /** @type {number} */ standard) =>
      Number(values[key] ?? standard);
    const figures = await scenario.run({ folder, say, option });
    const width = Math.max(...figures.map(({ what }) => what.length));
    for (const { what, measured, wanted, ok } of figures)
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${what.padEnd(width)}  ${measured} (wanted: ${wanted})`);
    return figures.every(({ ok }) => ok);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** @param {string} name of a Debian package */
function isInstalled(name) {
  return spawnSync('dpkg', ['-s', name], { stdio: 'ignore' }).status === 0;
}
