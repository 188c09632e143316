/**
 * Before a release: `npm run audit`. What is known against the libraries, and how old Electron is. It asks the registry;
 * 1 for a finding, 2 where it could not be asked.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { electronFault } from './electron/electron-age.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const WORST = ['high', 'critical'];

/** @param {string[]} parameters @returns {any} */
function npm(...parameters) {
  const { stdout } = spawnSync('npm', [...parameters, '--json'], {
    cwd: root,
    shell: process.platform === 'win32',
  });
  try {
    return JSON.parse(stdout.toString());
  } catch {
    return undefined;
  }
}

const { packages } = JSON.parse(readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8'));
const { version } = packages['node_modules/electron'];
const known = npm('audit')?.metadata?.vulnerabilities;
const times = npm('view', 'electron', 'time');
const asked = known !== undefined && times?.[version] !== undefined;
const faults = [
  ...WORST.filter((worst) => known?.[worst] > 0).map(
    (worst) => `${known[worst]} known to be ${worst}: npm audit tells more.`,
  ),
  ...(times?.[version] === undefined ? [] : [electronFault(version, times, Date.now())].filter(Boolean)),
];
if (known === undefined)
  console.log('The registry could not be asked what is known against the libraries. Try again where it can.');
if (times?.[version] === undefined)
  console.log('The registry could not be asked how old Electron is. Try again where it can.');
for (const fault of faults) console.log(fault);
if (asked && faults.length === 0)
  console.log(`Nothing is known against the libraries, and Electron ${version} is up to date.`);
process.exitCode = faults.length > 0 ? 1 : asked ? 0 : 2;
