/** Knows which files differ from where this branch left the main one, committed or not. */
import { spawnSync } from 'node:child_process';

/** The first that there is. */
const BASES = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master'];

/**
 * @param {string} folder a checkout, or a folder without Git
 * @returns {string[] | null} relative to the folder; null where Git cannot tell
 */
export function changedFiles(folder) {
  /** @param {readonly string[]} parameters */
  const git = (...parameters) => {
    const { status, stdout } = spawnSync('git', parameters, { cwd: folder, encoding: 'utf8' });
    return status === 0 ? stdout : null;
  };
  const fork = BASES.map((base) => git('merge-base', 'HEAD', base)).find((found) => found !== null);
  const edited = git('diff', '--name-only', '-z', '--diff-filter=d', '--relative', fork?.trim() ?? 'HEAD');
  const untracked = git('ls-files', '--others', '--exclude-standard', '-z');
  if (edited === null || untracked === null) return null;
  return [...new Set([...edited.split('\0'), ...untracked.split('\0')])].filter((file) => file !== '');
}
