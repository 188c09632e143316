/**
 * `npm run bench:start`: how large a package is, how soon it shows its window, and how soon a link answers. Prints the
 * figures beside their targets and writes docs/start.json. Linux; `-- --deb` makes a .deb too, to weigh it.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { arch, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';
import { makeDebuggable } from './electron/debuggable.mjs';
import { withHiddenScreen } from './machine/display.mjs';

const ROUNDS = 7;
const MEGABYTE = 1_000_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const installed = join(root, 'release/linux-unpacked');
const twin = join(root, 'release/debuggable');
const script = fileURLToPath(new URL('../test/bench/start.ts', import.meta.url));

execFileSync(process.execPath, ['build/package.mjs', 'dir'], { cwd: root, stdio: 'ignore' });
await makeDebuggable(installed, twin);
const unpacked = bytesIn(installed);
const deb = process.argv.includes('--deb') ? debBytes() : undefined;

await withHiddenScreen(async (display) => {
  process.env.DISPLAY = display;
  /** @type {{ module: { measureStarts: (executable: string, rounds: number) => Promise<{ windowMs: number, linkMs: number }[]> } }} */
  const { module } = await runnerImport(script, { configFile: false, logLevel: 'warn' });
  const started = await module.measureStarts(join(twin, 'porchlight'), ROUNDS);
  const windowMs = median(started.map((each) => each.windowMs));
  const linkMs = median(started.map((each) => each.linkMs));
  console.log(`Program to window   ${Math.round(windowMs)} ms (of 600), median of ${ROUNDS}`);
  console.log(`Start to link       ${Math.round(linkMs)} ms (of 150), median of ${ROUNDS}`);
  console.log(`Unpacked            ${Math.round(unpacked / MEGABYTE)} MB (of 190)`);
  if (deb !== undefined) console.log(`.deb                ${Math.round(deb / MEGABYTE)} MB (of 75)`);
  const date = new Date().toISOString().slice(0, 10);
  const figures = {
    date,
    windowMs: Math.round(windowMs),
    linkMs: Math.round(linkMs),
    unpacked,
    ...(deb && { deb }),
  };
  writeFileSync(join(root, 'docs/start.json'), `${JSON.stringify(figures, undefined, 2)}\n`);
});

/** @param {number[]} values */
function median(values) {
  return [...values].sort((one, other) => one - other)[values.length >> 1] ?? Number.NaN;
}

/** @param {string} folder */
function bytesIn(folder) {
  let bytes = 0;
  for (const each of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (each.isFile()) bytes += lstatSync(join(each.parentPath, each.name)).size;
  }
  return bytes;
}

/** As an installer for Debian would have it, without what makes it start there. */
function debBytes() {
  const tree = mkdtempSync(join(tmpdir(), 'porchlight-deb-'));
  try {
    cpSync(installed, join(tree, 'tree/opt/Porchlight'), { recursive: true });
    mkdirSync(join(tree, 'tree/DEBIAN'));
    const control = [
      'Package: porchlight',
      'Version: 0.1.0',
      `Architecture: ${arch() === 'arm64' ? 'arm64' : 'amd64'}`,
    ];
    const text = [
      ...control,
      'Maintainer: The Porchlight engineers',
      'Description: A chat for the local network',
      '',
    ];
    writeFileSync(join(tree, 'tree/DEBIAN/control'), text.join('\n'));
    const file = join(tree, 'porchlight.deb');
    execFileSync('dpkg-deb', ['-Zxz', '--root-owner-group', '-b', join(tree, 'tree'), file], {
      stdio: 'ignore',
    });
    return statSync(file).size;
  } finally {
    rmSync(tree, { recursive: true, force: true });
  }
}
