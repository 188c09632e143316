/** Notes whose work is in a part that is built: each package of which a line came in, with the text of its licence. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PACKAGE = /^(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)[\\/]/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;

/**
 * @param {string} part
 * @param {string} folder for one file for each part
 * @returns {import('vite').Plugin}
 */
export function licences(part, folder) {
  return {
    name: 'licences',
    generateBundle(_, bundle) {
      /** @type {Set<string>} */
      const roots = new Set();
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        for (const file of Object.keys(chunk.modules)) {
          const root = PACKAGE.exec(file.replace(/^\0/, ''))?.[1];
          if (root !== undefined) roots.add(root);
        }
      }
      mkdirSync(folder, { recursive: true });
      const found = [...roots].sort().map(licenceOf);
      writeFileSync(join(folder, `${part}.json`), `${JSON.stringify(found, undefined, 1)}\n`);
    },
  };
}

/** @param {string} root of a package */
function licenceOf(root) {
  const about = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const files = existsSync(root) ? readdirSync(root).filter((name) => LICENCE_FILE.test(name)) : [];
  const text = files.map((name) => readFileSync(join(root, name), 'utf8').trim()).join('\n\n');
  return { name: about.name, version: about.version, licence: about.license ?? '', text };
}
