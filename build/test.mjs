/**
 * `npm test`: lint, types, unit and end-to-end tests, on a machine that it makes ready first.
 * `npm test -- test/electron/websocket` runs just the tests whose path contains that.
 */
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { allParts } from './build.mjs';
import { buildStale } from './build-stale.mjs';
import { withHiddenScreen } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { prepareForTests } from './machine.mjs';
import { node, step, StepFailed } from './step.mjs';

const reports = fileURLToPath(new URL('../.cache/tests', import.meta.url));
/** @param {string} line */
const log = (line) => console.log(line);

const only = process.argv.slice(2);
await rm(reports, { recursive: true, force: true });
await mkdir(reports, { recursive: true });
try {
  const env = await step('Machine', machine);
  await step('Build', () => buildStale(allParts));
  if (only.length === 0) {
    await checks();
    await step('Unit tests', () => vitest('unit', ['--project', 'unit', '--project', 'console'], env));
    await step('End-to-end tests', () => onScreen(env, (seen) => vitest('e2e', ['--project', 'e2e*'], seen)));
  } else {
    await step('Chosen tests', () => onScreen(env, (seen) => vitest('chosen', only, seen)));
  }
} catch (error) {
  if (!(error instanceof StepFailed)) throw error;
  process.exitCode = 1;
} finally {
  await sayTotal();
}

/** What the tests find in their environment. */
async function machine() {
  const [{ chromium }, { executable }] = await Promise.all([prepareForTests(log), electronRuntime({ log })]);
  return { ...process.env, PORCHLIGHT_CHROMIUM: chromium, PORCHLIGHT_ELECTRON: executable };
}

/** Two lanes for two cores: the linter takes as long as the others together. */
async function checks() {
  const eslint = step('Lint', () => node('node_modules/eslint/bin/eslint.js', ['.'], { quiet: true }));
  const others = async () => {
    await step('Types', () => node('node_modules/typescript/bin/tsc', ['-b'], { quiet: true }));
    const prettier = 'node_modules/prettier/bin/prettier.cjs';
    await step('Format', () => node(prettier, ['--check', '--log-level', 'warn', '.'], { quiet: true }));
  };
  const results = await Promise.allSettled([eslint, others()]);
  for (const result of results) if (result.status === 'rejected') throw result.reason;
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {(env: NodeJS.ProcessEnv) => Promise<void>} use
 */
async function onScreen(env, use) {
  if (process.platform !== 'linux') return use(env);
  return withHiddenScreen((display) => use({ ...env, DISPLAY: display, WAYLAND_DISPLAY: '' }));
}

/**
 * @param {string} name
 * @param {string[]} parameters
 * @param {NodeJS.ProcessEnv} env
 */
async function vitest(name, parameters, env) {
  const report = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile(name)}`];
  await node('node_modules/vitest/vitest.mjs', ['run', ...report, ...parameters], {
    quiet: false,
    env,
  });
}

/** @param {string} name */
function reportFile(name) {
  return join(reports, `${name}.json`);
}

/** The last line, over all runs of this command. */
async function sayTotal() {
  let passed = 0;
  let failed = 0;
  for (const name of ['unit', 'e2e', 'chosen']) {
    if (!existsSync(reportFile(name))) continue;
    const report = JSON.parse(await readFile(reportFile(name), 'utf8'));
    passed += report.numPassedTests;
    failed += report.numFailedTests;
    // A file that cannot even be loaded has no tests, and is a failure all the same.
    for (const file of report.testResults)
      if (file.status === 'failed' && file.assertionResults.length === 0) failed++;
  }
  console.log(`${passed} passed, ${failed} failed`);
}
