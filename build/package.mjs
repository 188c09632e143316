/**
 * Makes what people install, in release/: `node build/package.mjs` for this system's installers,
 * `node build/package.mjs dir` for a folder that runs as it is.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, DIR_TARGET, Platform } from 'electron-builder';
import { buildStale } from './bundle/build-stale.mjs';
import configuration from './electron/electron-builder.config.mjs';
import { electronRuntime } from './electron/electron-runtime.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
/** @param {string} line */
const log = (line) => console.log(line);

try {
  await makePackage(process.argv[2] === DIR_TARGET);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** @param {boolean} asFolder */
async function makePackage(asFolder) {
  const electron = await electronRuntime({ log });
  if (!electron.official && !asFolder) {
    throw new Error(
      'Installers need the official Electron: please package where its release server can be reached.',
    );
  }
  await buildStale(['main', 'host', 'preload', 'console', 'chat', 'cli', 'history']);
  await build({
    projectDir: root,
    targets: Platform.current().createTarget(asFolder ? [DIR_TARGET] : []),
    publish: 'never',
    config: {
      ...configuration,
      electronVersion: electron.version ?? versionIn(electron.folder),
      // The official one comes for each processor from the same server, so electron-builder fetches it itself.
      ...(electron.official && electron.version ? {} : { electronDist: electron.folder }),
    },
  });
}

/** @param {string} folder of the Electron that the environment names */
function versionIn(folder) {
  const file = join(folder, 'version');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  throw new Error(`There is no file "version" in ${folder}: please name the folder of a whole Electron.`);
}
