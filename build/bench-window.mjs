/**
 * `npm run bench:window`: what somebody at the window feels while 5,000 messages a second come in for 30 seconds, and
 * while they scroll through 100,000 of them. Prints the table and writes docs/window.json. Linux; the real app, on a
 * screen that nobody sees.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runnerImport } from 'vite';
import { allParts } from './build.mjs';
import { buildStale } from './bundle/build-stale.mjs';
import { withHiddenScreen } from './machine/display.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';
import { prepareForTests } from './machine/machine.mjs';

const OPTIONS = { guests: '20', rate: '5000', seconds: '30', rows: '100000' };

const { values } = parseArgs({
  options: Object.fromEntries(
    Object.entries(OPTIONS).map(([name, usual]) => [
      name,
      { type: /** @type {'string'} */ ('string'), default: usual },
    ]),
  ),
});
const plan = {
  guests: Number(values.guests),
  perSecond: Number(values.rate),
  seconds: Number(values.seconds),
  rows: Number(values.rows),
};
const script = fileURLToPath(new URL('../test/bench/window.ts', import.meta.url));
const record = fileURLToPath(new URL('../docs/window.json', import.meta.url));
const quiet = () => undefined;

const [, { executable }] = await Promise.all([prepareForTests(quiet), electronRuntime({ log: quiet })]);
await buildStale(allParts);
process.env.PORCHLIGHT_ELECTRON = executable;
await withHiddenScreen(async (display) => {
  process.env.DISPLAY = display;
  /** @type {{ module: { measureWindow: (asked: typeof plan) => Promise<{ figures: object, table: string[] }> } }} */
  const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
  const { figures, table } = await module.measureWindow(plan);
  console.log(table.join('\n'));
  const date = new Date().toISOString().slice(0, 10);
  const rounded = JSON.stringify({ date, cores: cpus().length, plan, ...figures }, round, 2);
  writeFileSync(record, `${rounded}\n`);
});

/** @param {string} _ @param {unknown} value */
function round(_, value) {
  return typeof value === 'number' ? Math.round(value * 10) / 10 : value;
}
