/** Knows whether a part in dist/ was built from the sources as they are now, by their content, not their dates. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stamps = join(root, '.cache/built');
/** All that a build reads. One print for all parts: a build of everything takes about a second. */
const sources = [
  'contract',
  'locales',
  'electron',
  'renderer',
  'build/bundle/basic-page.mjs',
  'build/build.mjs',
  'build/bundle/emoji-names.mjs',
  'build/bundle/licences.mjs',
  'package.json',
  'package-lock.json',
];

/** A print of every source: equal prints, equal output. @returns {Promise<string>} */
export async function sourcePrint() {
  const hash = createHash('sha256');
  for (const source of sources) {
    for (const file of await filesIn(source)) {
      hash.update(`${file}\0`);
      hash.update(await readFile(join(root, file)));
    }
  }
  return hash.digest('hex');
}

/**
 * @param {string} part
 * @param {string} print as it was before the build began, so that an edit during the build shows
 */
export async function markBuilt(part, print) {
  await mkdir(stamps, { recursive: true });
  await writeFile(join(stamps, part), print);
}

/** Before its build begins: a build that fails may leave half a part behind. @param {string} part */
export async function forgetBuilt(part) {
  await rm(join(stamps, part), { force: true });
}

/**
 * @param {string[]} parts
 * @returns {Promise<string[]>} those whose output is missing or older than the sources
 */
export async function staleParts(parts) {
  const print = await sourcePrint();
  return parts.filter((part) => {
    const stamp = join(stamps, part);
    const built = existsSync(join(root, 'dist', part)) && existsSync(stamp);
    return !built || readFileSync(stamp, 'utf8') !== print;
  });
}

/** @param {string} source @returns {Promise<string[]>} */
async function filesIn(source) {
  if (source.includes('.')) return [source];
  const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .sort();
}
