/**
 * `npm test`: lint, types, unit and end-to-end tests, on a machine that it makes ready first.
 * `npm test -- test/electron/websocket` runs just the tests whose path contains that.
 */
import { allParts } from './build.mjs';
import { buildStale } from './bundle/build-stale.mjs';
import { format, lint, types } from './checks/checks.mjs';
import { passSignalsOn } from './process/child.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';
import { prepareForTests } from './machine/machine.mjs';
import { runSteps, totalLine } from './process/step.mjs';
import { runTests, unitTests } from './checks/test-run.mjs';

/** What the tests find in their environment. */
const env = { ...process.env };
const only = process.argv.slice(2);

const machine = { name: 'Machine', work: prepare };
const build = { name: 'Build', work: () => buildStale(allParts) };
// Where one thing breaks that all of them need, each would wait for it in vain.
const endToEnd = {
  name: 'End-to-end tests',
  work: () => runTests('e2e', ['--project', 'e2e', '--bail=10'], { env }),
};
const chosen = { name: 'Chosen tests', work: () => runTests('chosen', only, { env }) };

passSignalsOn();
// What fails soonest comes first. The linter takes longest, and runs beside tests that mostly wait.
const all = [
  [[types], [format()]],
  [[lint()], [unitTests(env), endToEnd]],
];
const counts = await runSteps([[[machine]], [[build]], ...(only.length > 0 ? [[[chosen]]] : all)]);
console.log(totalLine(counts));
process.exitCode = counts.failed > 0 ? 1 : 0;
// A step that did not end would keep this process.
setTimeout(() => process.exit(), 1_000).unref();

async function prepare() {
  const log = (/** @type {string} */ line) => console.log(line);
  const [{ chromium, headless }, { executable }] = await Promise.all([
    prepareForTests(log),
    electronRuntime({ log }),
  ]);
  Object.assign(env, {
    PORCHLIGHT_CHROMIUM: chromium,
    PORCHLIGHT_HEADLESS: headless,
    PORCHLIGHT_ELECTRON: executable,
  });
}
