/** The checks that read the sources and run nothing of them, as steps. */
import { node } from './step.mjs';

/** @typedef {import('./step.mjs').Step} Step */

/** The types of everything are more than a gigabyte: with room for them, less time goes into collecting garbage. */
const ROOM = ['--max-semi-space-size=128', '--initial-old-space-size=1500'];
const CACHE = ['--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content'];
const LINTED = /\.(?:ts|tsx|mjs)$/;
/** What makes another verdict possible on a file that did not change. */
const CHANGES_THE_RULES = /^(?:eslint\.config\.mjs|package-lock\.json|(?:.*\/)?tsconfig[^/]*\.json)$/;

/** @type {Step} */
export const types = {
  name: 'Types',
  work: () => node('node_modules/typescript-native/bin/tsc', ['-b']),
};

/**
 * @param {readonly string[]} files
 * @returns {Step}
 */
export function format(files = ['.']) {
  const options = ['--check', '--log-level', 'warn', '--ignore-unknown'];
  return {
    name: 'Format',
    work: async () => {
      if (files.length === 0) return;
      await node('node_modules/prettier/bin/prettier.cjs', [...options, ...files]);
    },
  };
}

/** Everything, and without a cache: see `lintQuickly`. @returns {Step} */
export function lint() {
  return { name: 'Lint', work: () => eslint('.') };
}

/**
 * Faster than `lint`, and may miss what it finds: a rule that asks for types judges a file also by the files it imports.
 * When one of those changes, a file that did not change may have a new fault, and what the cache says of it is old.
 * @param {readonly string[] | null} changed null for every file
 * @returns {Step}
 */
export function lintQuickly(changed) {
  const all = changed === null || changed.some((file) => CHANGES_THE_RULES.test(file));
  const files = all ? ['.'] : changed.filter((file) => LINTED.test(file));
  return {
    name: 'Lint',
    work: async () => {
      if (files.length > 0) await eslint(...CACHE, ...files);
    },
  };
}

/** @param {readonly string[]} parameters */
function eslint(...parameters) {
  return node('node_modules/eslint/bin/eslint.js', parameters, { execArgv: ROOM });
}
