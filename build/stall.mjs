/**
 * `npm run bench:stall`: what the window feels of guests who talk without pause. Prints the table and writes
 * docs/stall.json. Linux; the real app, on a screen that nobody sees.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { allParts } from './build.mjs';
import { buildStale } from './bundle/build-stale.mjs';
import { withHiddenScreen } from './machine/display.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';
import { prepareForTests } from './machine/machine.mjs';

const FLOODS = [
  { guests: 0, perSecond: 0, seconds: 5 },
  { guests: 200, perSecond: 1_000, seconds: 10 },
  { guests: 200, perSecond: 5_000, seconds: 10 },
];

/** @typedef {{ p50: number, p99: number, most: number }} Late */
/** @typedef {{ main: Late, call: Late, sent: number, heardPerSecond: number, closed: number }} Stall */

const script = fileURLToPath(new URL('../test/bench/stall.ts', import.meta.url));
const record = fileURLToPath(new URL('../docs/stall.json', import.meta.url));
const quiet = () => undefined;

const [, { executable }] = await Promise.all([prepareForTests(quiet), electronRuntime({ log: quiet })]);
await buildStale(allParts);
process.env.PORCHLIGHT_ELECTRON = executable;
await withHiddenScreen(async (display) => {
  process.env.DISPLAY = display;
  /** @type {{ module: { measureStalls: (floods: typeof FLOODS) => Promise<Stall[]> } }} */
  const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
  const stalls = await module.measureStalls(FLOODS);
  const rows = stalls.map((stall, i) => ({ ...FLOODS[i], ...stall }));
  const ms = (/** @type {Late} */ { p50, p99, most }) =>
    [p50, p99, most].map((each) => each.toFixed(1)).join(' / ');
  console.log('p50 / p99 / most, in ms');
  for (const { guests = 0, perSecond = 0, main, call, heardPerSecond, closed } of rows) {
    console.log(
      `${guests} guests, ${perSecond} messages a second (${heardPerSecond} frames out, ${closed} closed)`,
    );
    console.log(`  main process late   ${ms(main)}`);
    console.log(`  a call of the window ${ms(call)}`);
  }
  const cores = cpus().length;
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(record, `${JSON.stringify({ date: today, cores, rows }, undefined, 2)}\n`);
});
