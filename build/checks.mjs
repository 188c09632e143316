/** The checks that read the sources and run nothing of them, as steps. */
import { node } from './step.mjs';

/** @typedef {import('./step.mjs').Step} Step */

/** @type {Step} */
export const types = {
  name: 'Types',
  work: () => node('node_modules/typescript/bin/tsc', ['-b']),
};

/**
 * @param {readonly string[]} files
 * @returns {Step}
 */
export function format(files = ['.']) {
  const options = ['--check', '--log-level', 'warn', '--ignore-unknown'];
  return step('Format', 'node_modules/prettier/bin/prettier.cjs', options, files);
}

/** @returns {Step} */
export function lint() {
  return step('Lint', 'node_modules/eslint/bin/eslint.js', [], ['.']);
}

/**
 * @param {string} name
 * @param {string} script
 * @param {readonly string[]} options
 * @param {readonly string[]} files
 * @returns {Step}
 */
function step(name, script, options, files) {
  const work = async () => {
    if (files.length > 0) await node(script, [...options, ...files]);
  };
  return { name, work };
}
