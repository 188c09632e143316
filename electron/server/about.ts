/** What Porchlight is made of: the versions it runs on, and the licences that the build found in it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../package.json';
import type { About, Licence } from '../../contract/ipc/about.ts';

/**
 * @param folder where the build put what it found, a file for each part
 * @param sqlite as it says of itself; `undefined` while it is not open
 */
export function readAbout(folder: string, sqlite: string | undefined): About {
  const { electron, chrome, node } = process.versions;
  const versions = { Electron: electron, Chromium: chrome, 'Node.js': node, SQLite: sqlite };
  const runsOn = Object.entries(versions).flatMap(([name, each]) =>
    each === undefined ? [] : [{ name, version: each }],
  );
  return { version, runsOn, licences: readLicences(folder) };
}

function readLicences(folder: string): Licence[] {
  const found = new Map<string, Licence>();
  for (const file of readdirSync(folder)) {
    const listed: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    if (!Array.isArray(listed)) continue;
    for (const each of listed.filter(isLicence)) found.set(`${each.name} ${each.version}`, each);
  }
  return [...found.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function isLicence(value: unknown): value is Licence {
  const fields: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  return ['name', 'version', 'licence', 'text'].every((field) => typeof fields[field] === 'string');
}
