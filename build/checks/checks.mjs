/** The checks that read the sources and run nothing of them, as steps. */
import { node } from '../process/step.mjs';

/** @typedef {import('../process/step.mjs').Step} Step */

const CACHE = ['--cache', '--cache-location', '.cache/eslint', '--cache-strategy', 'content'];
const LINTED = /\.(?:ts|tsx|mjs)$/;
/** What makes another verdict possible on a file that did not change. */
const CHANGES_THE_RULES = /^(?:eslint\.config\.mjs|package-lock\.json)$/;

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

/**
 * What asks for types is judged anew each time, by one program; what needs none where a file changed, by another.
 * @param {readonly string[] | null} [changed] null for every file
 * @returns {Step}
 */
export function lint(changed = null) {
  const all = changed === null || changed.some((file) => CHANGES_THE_RULES.test(file));
  const files = all ? ['.'] : changed.filter((file) => LINTED.test(file));
  return {
    name: 'Lint',
    work: async () => {
      await Promise.all([typed(), files.length > 0 && eslint(...CACHE, ...files)]);
    },
  };
}

function typed() {
  return node('node_modules/oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']);
}

/** @param {readonly string[]} parameters */
function eslint(...parameters) {
  return node('node_modules/eslint/bin/eslint.js', ['--max-warnings=0', ...parameters]);
}
