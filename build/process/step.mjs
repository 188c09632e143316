/**
 * The steps of a longer run: says what each is and how long it took, begins none after one has failed, and counts a step
 * that failed as a failure.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { duration, LIMIT_MS, runChild } from './child.mjs';

/** A program that a step runs is ended at its own limit, which is told better; this one is for what runs none. */
const STEP_LIMIT_MS = LIMIT_MS + 60_000;

/**
 * @typedef {{ passed: number, failed: number }} Counts
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {() => Promise<Counts | void>} work a step with tests returns how many of them passed and failed
 */

/** The step has failed; what there is to show has been shown. */
export class StepFailed extends Error {
  /** The tests that ran, and every failure: at least one. @readonly @type {Counts} */
  counts;

  /** @param {string} reason @param {Counts} [counts] */
  constructor(reason, { passed, failed } = { passed: 0, failed: 1 }) {
    super(reason);
    this.counts = { passed, failed: Math.max(failed, 1) };
  }
}

/**
 * @param {readonly (readonly (readonly Step[])[])[]} stages one after the other; the lanes of each run side by side, and
 *   the steps of a lane in turn
 * @param {(line: string) => void} say
 * @returns {Promise<Counts>}
 */
export async function runSteps(stages, say = console.log) {
  const total = { passed: 0, failed: 0 };
  const left = new Set(stages.flat(2));
  for (const lanes of stages) await Promise.all(lanes.map(runLane));
  if (left.size > 0) say(`Not run: ${[...left].map(({ name }) => name).join(', ')}.`);
  return total;

  /** @param {readonly Step[]} lane */
  async function runLane(lane) {
    for (const step of lane) {
      if (total.failed > 0) return;
      left.delete(step);
      const { passed, failed } = await runStep(step, say);
      total.passed += passed;
      total.failed += failed;
    }
  }
}

/**
 * The last line of a run, which CI reads.
 * @param {Counts} counts
 */
export function totalLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/**
 * Runs a script of ours or of a package with Node. Its output is shown when it fails.
 * @param {string} script relative to the root
 * @param {readonly string[]} parameters
 * @param {Partial<import('./child.mjs').Options>} [options]
 */
export async function node(script, parameters, options = {}) {
  const { fault, output } = await runChild(process.execPath, [script, ...parameters], {
    quiet: true,
    ...options,
  });
  if (fault === null) return;
  process.stderr.write(output);
  throw new StepFailed(fault);
}

/**
 * @param {Step} step
 * @param {(line: string) => void} say
 * @param {number} limitMs
 * @returns {Promise<Counts>}
 */
export async function runStep({ name, work }, say, limitMs = STEP_LIMIT_MS) {
  const begun = performance.now();
  const took = () => `${((performance.now() - begun) / 1000).toFixed(1)} s`;
  try {
    const counts = await Promise.race([work(), limit(limitMs)]);
    say(`✔ ${name}, ${took()}`);
    return counts ?? { passed: 0, failed: 0 };
  } catch (error) {
    if (error instanceof StepFailed) {
      say(`✘ ${name}, ${took()}: ${error.message}`);
      return error.counts;
    }
    say(`✘ ${name}, ${took()}: ${error instanceof Error ? error.message : String(error)}`);
    return new StepFailed(name).counts;
  }
}

/** @param {number} limitMs @returns {Promise<never>} */
async function limit(limitMs) {
  await sleep(limitMs, undefined, { ref: false });
  throw new StepFailed(`not done after ${duration(limitMs)}`);
}
