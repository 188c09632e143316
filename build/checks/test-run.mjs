/** Runs tests with Vitest, as a step that counts them. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runChild } from '../process/child.mjs';
import { StepFailed } from '../process/step.mjs';
import { readReport, REPORT_FILE } from './test-report.mjs';

const reports = fileURLToPath(new URL('../../.cache/tests', import.meta.url));
const reporter = fileURLToPath(new URL('test-report.mjs', import.meta.url));

/**
 * What needs neither a browser nor a screen.
 * @param {NodeJS.ProcessEnv} env
 * @returns {import('../process/step.mjs').Step}
 */
export function unitTests(env) {
  const projects = ['--project', 'unit*', '--project', 'console'];
  return { name: 'Unit tests', work: () => runTests('unit', projects, { env }) };
}

/**
 * Nine in ten of them: without those that wait for deadlines, start programs, or look at the memory of their process.
 * @returns {import('../process/step.mjs').Step}
 */
export function quickUnitTests() {
  const projects = ['--project', 'unit', '--project', 'console'];
  return { name: 'Quick unit tests', work: () => runTests('unit', projects) };
}

/**
 * @param {string} name of the report
 * @param {readonly string[]} parameters which tests
 * @param {{ env?: NodeJS.ProcessEnv, limitMs?: number }} [options]
 * @returns {Promise<import('../process/step.mjs').Counts>}
 */
export async function runTests(name, parameters, { env = process.env, ...limit } = {}) {
  const file = join(reports, `${name}.jsonl`);
  await mkdir(reports, { recursive: true });
  await rm(file, { force: true });
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', `--reporter=${reporter}`];
  const { fault } = await runChild(process.execPath, [...vitest, ...parameters], {
    ...limit,
    quiet: false,
    env: { ...env, ...colours(), [REPORT_FILE]: file },
  });
  return judged(fault, readReport(file));
}

/**
 * A run that broke off is a failure of its own, beside those of its tests.
 * @param {string | null} fault of the process
 * @param {import('./test-report.mjs').Report} report
 */
export function judged(fault, { passed, failed, whole, open }) {
  if (fault === null && whole && failed === 0) return { passed, failed };
  if (whole) throw new StepFailed(fault ?? 'tests failed', { passed, failed });
  const during = open.length > 0 ? `, during ${open.join(' and ')}` : '';
  throw new StepFailed(`${fault ?? 'ended without a whole report'}${during}`, { passed, failed: failed + 1 });
}

/** Its output goes through this process, so it must be told whether a terminal is behind. */
function colours() {
  return process.stdout.hasColors?.() ? { FORCE_COLOR: '1' } : {};
}
